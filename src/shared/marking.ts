import { m } from '#messages/messages.js';
import { isForEverybody, type Audience } from './access.ts';
import { oneLine, withoutDirection } from './hidden-characters.ts';
import type { OrganisationId, PersonId } from './ids.ts';
import { LABELS, type Label } from './markings.ts';

/** How far a document may go: its label, who may read it, whose word counts on that, and what else is to be heeded. */
export interface Marking {
	readonly label: Label;
	readonly audience: Audience;
	/** The organisation that it comes from; undefined if it is not known. */
	readonly originator: OrganisationId | undefined;
	/** Free text, such as `LIMITE`; empty for none. */
	readonly caveat: string;
}

/** Characters. */
export const LONGEST_CAVEAT = 60;

/** Caveats that are offered; they are words of others' rules, and are never translated. */
export const CAVEATS = ['LIMITE', 'SENSITIVE', 'CUI//LEI'] as const;

/** A caveat as it is kept: one line, without what a reader would not see. */
export function cleanCaveat(text: string): string {
	return oneLine(withoutDirection(text), 2 * LONGEST_CAVEAT);
}

/** What a new marking does to an older one. A change may do several things at once. */
export interface MarkingChange {
	/** A milder label, or a caveat that no longer stands. */
	readonly lowers: boolean;
	/** Somebody may read it who might not before, now or as soon as they join. */
	readonly widens: boolean;
	/** A stricter label, fewer readers, or a caveat where there was none. */
	readonly tightens: boolean;
}

/** The organisation that somebody sits for. */
export type SitsFor = (person: PersonId) => OrganisationId | undefined;

type Marked = Pick<Marking, 'label' | 'audience' | 'caveat'>;

/** Compares two markings of the same document. */
export function markingChange(before: Marked, after: Marked, sitsFor: SitsFor): MarkingChange {
	const rank = LABELS.indexOf(after.label) - LABELS.indexOf(before.label);
	const isOtherCaveat = before.caveat !== after.caveat;
	return {
		lowers: rank < 0 || (isOtherCaveat && before.caveat !== ''),
		widens: !isCovered(after.audience, before.audience, sitsFor),
		tightens:
			rank > 0 ||
			(isOtherCaveat && after.caveat !== '') ||
			!isCovered(before.audience, after.audience, sitsFor)
	};
}

/** Whether everybody in one audience, now and later, is in another one too. */
export function isCovered(inner: Audience, outer: Audience, sitsFor: SitsFor): boolean {
	if (isForEverybody(outer)) return true;
	if (isForEverybody(inner)) return false;
	const { organisations, persons } = outer;
	const isIn = (organisation: OrganisationId | undefined) =>
		organisation !== undefined && organisations.includes(organisation);
	return (
		inner.organisations.every(isIn) &&
		inner.persons.every((person) => persons.includes(person) || isIn(sitsFor(person)))
	);
}

/** Why a label and an audience do not go together, in a sentence. `TLP:RED` is for people, not for organisations. */
export function audienceTrouble(label: Label, audience: Audience): string | undefined {
	if (label !== 'TLP:RED') return undefined;
	const names = audience.persons.length > 0 && audience.organisations.length === 0;
	return names ? undefined : m.marking_red_is_for_persons();
}

/** Who may read it, in a few words: "EUROJUST, US-DOJ, one named person only"; empty for everybody. */
export function audienceLine(
	{ organisations, persons }: Audience,
	codeOf: (organisation: OrganisationId) => string
): string {
	return onlyLine(namesIn({ codes: organisations.map(codeOf), named: persons.length, caveat: '' }));
}

/** "EUROJUST, US-DOJ only"; empty for an empty list. */
function onlyLine(audience: readonly string[]): string {
	return audience.length > 0 ? m.marking_only({ audience: audience.join(', ') }) : '';
}

/** For whom a document is, in few words, and its caveat; undefined where it is for everybody and has none. */
export interface AudienceLimits {
	/** Codes of organisations. */
	readonly codes: readonly string[];
	/** How many people are named besides them. */
	readonly named: number;
	readonly caveat: string;
}

/** What stands beside a label: "EUROJUST, US-DOJ only – LIMITE"; empty where there is nothing to say. */
export function limitsLine(limits: AudienceLimits | undefined): string {
	if (!limits) return '';
	return [onlyLine(namesIn(limits)), limits.caveat].filter(Boolean).join(' – ');
}

/** A marking as it is printed before the words that it is for: `[TLP:AMBER+STRICT, EUROJUST and US-DOJ only]`. */
export function printedMark(label: Label, limits: AudienceLimits | undefined): string {
	const names = limits ? namesIn(limits) : [];
	const [last, ...others] = names.toReversed();
	const all = last && others.length > 0 ? [others.toReversed().join(', '), last] : names;
	const only = names.length > 0 ? [m.marking_only({ audience: all.join(m.paper_and()) })] : [];
	return `[${[label, ...only, limits?.caveat].filter(Boolean).join(', ')}]`;
}

function namesIn({ codes, named }: AudienceLimits): string[] {
	return named > 0 ? [...codes, m.marking_named_persons({ count: named })] : [...codes];
}

/** A marking in one line: `TLP:AMBER+STRICT – EUROJUST, US-DOJ, one named person only – LIMITE`. */
export function markingLine(marking: Marked, codeOf: (organisation: OrganisationId) => string) {
	const { label, audience, caveat } = marking;
	return [label, audienceLine(audience, codeOf), caveat].filter(Boolean).join(' – ');
}
