import type { Day } from '#shared/time/dates.ts';
import type { LinkedAnswerName } from '#shared/follow-up/answers.ts';
import { isWithin, strictest, type Label } from '#shared/markings.ts';
import { addressOfNotification, type NotificationView } from '#shared/follow-up/notification.ts';
import { LIMITS } from '#shared/limits.ts';
import { plainWords, quoted } from '#shared/quoted-words.ts';
import { m } from '#messages/messages.js';
import { isLocale, type Locale } from '#messages/runtime.js';
import { ANSWER_NAMES, HAPPENED, STAGES } from './words.ts';

/** A notification to mail. */
export interface MailItem {
	readonly view: NotificationView;
	/** Links that answer it. */
	readonly links: readonly (readonly [name: LinkedAnswerName, address: string])[];
}

export interface Letter {
	readonly items: readonly MailItem[];
	/** Notifications of an earlier mail that may not have arrived. */
	readonly again: readonly MailItem[];
	/** For a language without a catalogue the mail is in English. */
	readonly language: string;
	readonly timeZone: string;
	/** Above this label only the number and the link are mailed. */
	readonly ceiling: Label;
	/** The board's own address, without a path at the end. */
	readonly address: string;
}

/**
 * Composes a mail from notifications. The label comes first in the subject and before each text; nothing marked above
 * the ceiling is included but its number and a link. People's words are one line each and in quotation marks, so that
 * nothing in them can pass for the board's.
 */
export function compose(letter: Letter): { subject: string; text: string } {
	const inLanguage = { locale: localeOf(letter.language) };
	const again =
		letter.again.length > 0
			? [m.mail_again({}, inLanguage), ...paragraphs(letter.again, letter)]
			: [];
	const settings = `${m.mail_settings({}, inLanguage)}\n${letter.address}/notifications`;
	return {
		subject: subject(letter),
		text: [...paragraphs(letter.items, letter), ...again, settings].join('\n\n') + '\n'
	};
}

function subject({ items, again, ceiling, language }: Letter): string {
	const locale = localeOf(language);
	const all = [...items, ...again].map(({ view }) => view);
	const label = strictest(all.map((view) => view.label));
	const [first] = all;
	if (!first || all.length > 1)
		return `[${label}] ${m.mail_several({ count: all.length }, { locale })}`;
	const said = mayTell(first, ceiling) ? `: ${happened(first, locale)}` : '';
	return `[${label}] ${first.reference}${said}`;
}

function paragraphs(items: readonly MailItem[], letter: Letter): string[] {
	return items.map((item) => paragraph(item, letter));
}

function paragraph({ view, links }: MailItem, letter: Letter): string {
	const { label, reference, text, by } = view;
	const inLanguage = { locale: localeOf(letter.language) };
	const mark = `[${[label, ...limitsIn(view, inLanguage.locale)].join(', ')}]`;
	const open = `${m.mail_open({}, inLanguage)}: ${letter.address}${addressOfNotification(view)}`;
	if (!mayTell(view, letter.ceiling))
		return [`${mark} ${reference}`, m.mail_withheld({}, inLanguage), open].join('\n');
	const doer = by ? ` ${m.mail_by({ name: plainWords(by, LIMITS.words.name) }, inLanguage)}` : '';
	return [
		`${mark} ${reference} · ${happened(view, inLanguage.locale)}${doer}`,
		`${quoted(text, LIMITS.words.text)}${dueIn(view, letter)}`,
		...(view.words ? [quoted(view.words, LIMITS.words.text)] : []),
		`${timeOf(view.at, letter)}`,
		open,
		...links.map(([name, address]) => `${ANSWER_NAMES[name]({}, inLanguage)}: ${address}`),
		`[${m.mail_end_of({ label }, inLanguage)}]`
	].join('\n');
}

/** For whom it is, and what else is to be heeded. */
function limitsIn({ limits }: NotificationView, locale: Locale): string[] {
	if (!limits) return [];
	const { codes, named, caveat } = limits;
	const people = named > 0 ? [m.mail_named_persons({ count: named }, { locale })] : [];
	const audience = [...codes, ...people].join(', ');
	const only = audience ? [m.mail_only({ audience }, { locale })] : [];
	return caveat ? [...only, plainWords(caveat, LIMITS.words.name)] : only;
}

/** When an action is due, in brackets. */
function dueIn({ action, due }: NotificationView, { language }: Letter): string {
	if (!action) return '';
	const inLanguage = { locale: localeOf(language) };
	const said = due
		? m.mail_due({ day: dayIn(due, language) }, inLanguage)
		: m.mail_no_date({}, inLanguage);
	return ` (${said})`;
}

function happened({ kind, stage }: NotificationView, locale: Locale): string {
	const words = kind === 'reminder' ? STAGES[stage ?? 'due'] : HAPPENED[kind];
	return words({}, { locale });
}

function mayTell({ label }: NotificationView, ceiling: Label): boolean {
	return isWithin(label, ceiling);
}

function dayIn(day: Day, language: string): string {
	const long = new Intl.DateTimeFormat(formatOf(language), { dateStyle: 'long', timeZone: 'UTC' });
	return long.format(new Date(`${day}T00:00:00Z`));
}

function timeOf(at: string, { language, timeZone }: Letter): string {
	return new Intl.DateTimeFormat(formatOf(language), {
		...{ day: 'numeric', month: 'long', year: 'numeric', hour: '2-digit', minute: '2-digit' },
		...{ timeZone, timeZoneName: 'short', hourCycle: 'h23' }
	}).format(new Date(at));
}

function localeOf(language: string): Locale {
	return isLocale(language) ? language : 'en';
}

/** The locale of dates; English dates are British. */
function formatOf(language: string): string {
	const locale = localeOf(language);
	return locale === 'en' ? 'en-GB' : locale;
}
