import type { Day } from '#shared/time/dates.ts';
import type { LinkedAnswerName } from '#shared/follow-up/answers.ts';
import { isWithin, strictest, type Label } from '#shared/markings.ts';
import type { NotificationView } from '#shared/follow-up/notification.ts';
import { english } from './words/english.ts';
import { french } from './words/french.ts';
import { german } from './words/german.ts';
import type { MailWords } from './words/mail-words.ts';

const LANGUAGES: Readonly<Record<string, MailWords>> = { en: english, fr: french, de: german };

/** A notification on its way into a mail. */
export interface MailItem {
	readonly view: NotificationView;
	/** Links that answer it. */
	readonly links: readonly (readonly [name: LinkedAnswerName, address: string])[];
}

export interface Letter {
	readonly items: readonly MailItem[];
	/** What an earlier mail told that may not have arrived. */
	readonly again: readonly MailItem[];
	/** Another than those we have words for is written to in English. */
	readonly language: string;
	readonly timeZone: string;
	/** Above it only number and link are mailed. */
	readonly ceiling: Label;
	/** The board's own address, without a path at the end. */
	readonly address: string;
}

/**
 * The mail that tells somebody of notifications: the label first in the subject and before each text, and no word of
 * what is marked above the ceiling (domain.md §1).
 */
export function compose(letter: Letter): { subject: string; text: string } {
	const words = LANGUAGES[letter.language] ?? english;
	const again =
		letter.again.length > 0 ? [words.again, ...paragraphs(letter.again, letter, words)] : [];
	const settings = `${words.settings}\n${letter.address}/notifications`;
	return {
		subject: subject(letter, words),
		text: [...paragraphs(letter.items, letter, words), ...again, settings].join('\n\n') + '\n'
	};
}

function subject({ items, again, ceiling }: Letter, words: MailWords): string {
	const all = [...items, ...again].map(({ view }) => view);
	const label = strictest(all.map((view) => view.label));
	const [first] = all;
	if (!first || all.length > 1) return `[${label}] ${words.several(all.length)}`;
	const said = mayTell(first, ceiling) ? `: ${happened(first, words)}` : '';
	return `[${label}] ${first.reference}${said}`;
}

function paragraphs(items: readonly MailItem[], letter: Letter, words: MailWords): string[] {
	return items.map((item) => paragraph(item, letter, words));
}

function paragraph({ view, links }: MailItem, letter: Letter, words: MailWords): string {
	const { label, reference, session, action, text, by } = view;
	const open = `${words.open}: ${letter.address}/sessions/${session}?action=${action}`;
	if (!mayTell(view, letter.ceiling))
		return [`[${label}] ${reference}`, words.withheld, open].join('\n');
	const due = view.due ? words.due(dayIn(view.due, letter.language)) : words.noDate;
	return [
		`[${label}] ${reference} · ${happened(view, words)}${by ? ` ${words.by(by)}` : ''}`,
		`${text} (${due})`,
		...(view.words ? [`“${view.words}”`] : []),
		`${timeOf(view.at, letter)}`,
		open,
		...links.map(([name, address]) => `${words.answers[name]}: ${address}`),
		`[${words.endOf(label)}]`
	].join('\n');
}

function happened({ kind, stage }: NotificationView, words: MailWords): string {
	return kind === 'reminder' ? words.stages[stage ?? 'due'] : words.happened[kind];
}

function mayTell({ label }: NotificationView, ceiling: Label): boolean {
	return isWithin(label, ceiling);
}

function dayIn(day: Day, language: string): string {
	const long = new Intl.DateTimeFormat(localeOf(language), { dateStyle: 'long', timeZone: 'UTC' });
	return long.format(new Date(`${day}T00:00:00Z`));
}

function timeOf(at: string, { language, timeZone }: Letter): string {
	return new Intl.DateTimeFormat(localeOf(language), {
		...{ day: 'numeric', month: 'long', year: 'numeric', hour: '2-digit', minute: '2-digit' },
		...{ timeZone, timeZoneName: 'short', hourCycle: 'h23' }
	}).format(new Date(at));
}

const localeOf = (language: string) =>
	language in LANGUAGES && language !== 'en' ? language : 'en-GB';
