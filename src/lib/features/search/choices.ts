import { m } from '#messages/messages.js';
import { addressOfFound, type Found, type FoundGroup } from '#shared/find/found.ts';
import type { Piece } from '#shared/find/excerpt.ts';
import { limitsLine } from '#shared/marking.ts';
import type { PersonView } from '#shared/people.ts';
import { foldText } from '#shared/search.ts';
import type { RecentPlace } from './recent.ts';

/** Something that can be chosen in the search. */
export interface Choice {
	readonly key: string;
	readonly kind: string;
	readonly words: readonly Piece[];
	readonly reference?: string | undefined;
	readonly label?: string | undefined;
	/** For whom it is, in few words. */
	readonly limits?: string | undefined;
	/** Where it is, or who it is. */
	readonly about?: string | undefined;
	/** Where it leads. */
	readonly address?: string;
	/** What it does instead. */
	readonly does?: 'keys';
}

export interface ChoiceGroup {
	readonly name: string;
	readonly choices: readonly Choice[];
	readonly hasMore?: boolean;
}

const NAMES = {
	session: m.search_sessions,
	item: m.search_items,
	document: m.search_documents,
	action: m.search_actions,
	decision: m.search_decisions,
	line: m.search_lines,
	person: m.search_people
} as const;

/** What was found, as it is chosen. */
export function foundChoices(groups: readonly FoundGroup[]): ChoiceGroup[] {
	return groups.map(({ kind, found, hasMore }) => ({
		...{ name: NAMES[kind](), hasMore },
		choices: found.map((one, at) => ({
			...{ key: `${kind}-${at}`, kind, words: one.words, label: one.label },
			limits: limitsLine(one.limits) || undefined,
			...{ about: aboutOf(one), address: addressOfFound(one) },
			reference: kind === 'item' ? m.search_item({ number: one.reference ?? '' }) : one.reference
		}))
	}));
}

/** A reference of a session names it; other things say in which one they are. */
function aboutOf({ kind, about, session, reference }: Found): string | undefined {
	const isNamed = kind === 'session' || reference?.startsWith(session?.reference ?? '-');
	const where = isNamed ? undefined : session?.reference;
	return [about, where].filter(Boolean).join(' · ') || undefined;
}

/** The places where somebody was. */
export function recentChoices(places: readonly RecentPlace[]): ChoiceGroup[] {
	const choices = places.map(({ session, words, ...place }, at) => ({
		...{ ...place, key: `recent-${at}`, about: session, words: [{ text: words, isMatch: false }] }
	}));
	return choices.length > 0 ? [{ name: m.search_recent(), choices }] : [];
}

/** The pages that everybody has, by their names; of no search all of them. */
export function pageChoices(
	search: string,
	{ administrator, auditor }: Pick<PersonView, 'administrator' | 'auditor'>
): ChoiceGroup[] {
	const pages: readonly (readonly [name: string, address: string])[] = [
		[m.shell_home(), '/'],
		[m.shell_actions(), '/actions'],
		[m.shell_decisions(), '/decisions'],
		[m.search_notifications(), '/notifications'],
		[m.shell_calendar_links(), '/calendar-feeds'],
		...(administrator ? [[m.shell_administration(), '/administration'] as const] : []),
		...(auditor ? [[m.shell_audit(), '/audit'] as const] : [])
	];
	const named = (name: string) => [{ text: name, isMatch: false }];
	const all: Choice[] = [
		...pages.map(([name, address]) => ({
			key: address,
			kind: 'page',
			words: named(name),
			address
		})),
		{ key: 'keys', kind: 'keys', words: named(m.keys_of_this_page()), does: 'keys', about: '?' }
	];
	const sought = foldText(search.trim());
	const choices = all.filter(({ words }) =>
		words.some(({ text }) =>
			foldText(text)
				.split(' ')
				.some((word) => word.startsWith(sought))
		)
	);
	return choices.length > 0 ? [{ name: m.search_pages(), choices }] : [];
}

/** What is noted of a place that somebody goes to. */
export function recentOf({ kind, words, about, reference, label, address = '' }: Choice) {
	const place: RecentPlace = { kind, address, words: words.map(({ text }) => text).join('') };
	return {
		...place,
		...(reference && { reference }),
		...(label && { label }),
		...(about && { session: about })
	};
}
