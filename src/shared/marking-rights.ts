import {
	can,
	inAudience,
	isForEverybody,
	keepsRecord,
	type Audience,
	type Seat
} from './access.ts';
import type { OrganisationId } from './ids.ts';
import { isCovered, type Marking, type MarkingChange, type SitsFor } from './marking.ts';

/** `fully`: as the originator, in every direction. `tighten`: only to a stricter label and fewer readers. */
export type MayMark = 'fully' | 'tighten';

/**
 * What somebody who may read a document may do with its marking. The originator is whoever takes part for the
 * organisation that it comes from; where that is not known, the chair.
 */
export function mayMark(
	{ role, organisation }: Pick<Seat, 'role' | 'organisation'>,
	originator: OrganisationId | undefined
): MayMark | undefined {
	const isOriginator = originator ? organisation === originator : role === 'chair';
	if (isOriginator && can(role, 'add document')) return 'fully';
	return keepsRecord(role) ? 'tighten' : undefined;
}

/** Whether a change needs the originator's word, and a reason. */
export function needsOriginator({ lowers, widens }: MarkingChange): boolean {
	return lowers || widens;
}

/** A marking that is to be, beside the one that is. */
export interface Remarking {
	readonly before: Pick<Marking, 'audience' | 'originator'>;
	readonly after: Pick<Marking, 'audience' | 'label'>;
	/** Everybody in the session. */
	readonly people: readonly Seat[];
	readonly by: MayMark;
}

/**
 * Whether a change takes a document from those it comes from. They may limit it to some of themselves, as long as one
 * is left who has a say in it; others may take it from none of them, whether here or yet to come.
 */
export function leavesOutOriginator({ before, after, people, by }: Remarking): boolean {
	const { originator } = before;
	if (by === 'fully')
		return !people.some(
			(one) => mayMark(one, originator) === 'fully' && inAudience(one, after.audience)
		);
	const theirs = people.filter((one) =>
		originator ? isOf(originator, one) : mayMark(one, originator) === 'fully'
	);
	const lost = theirs.some(
		(one) => inAudience(one, before.audience) && !inAudience(one, after.audience)
	);
	return lost || losesWhole(originator, before.audience, after);
}

/** A guest comes with an organisation, and is none of it. */
const isOf = (organisation: OrganisationId, one: Seat) =>
	one.organisation === organisation && one.role !== 'guest';

/** `TLP:RED` names people, so of an organisation only those who are here can keep it. */
function losesWhole(
	originator: OrganisationId | undefined,
	before: Audience,
	{ audience: after, label }: Remarking['after']
): boolean {
	if (!originator || label === 'TLP:RED') return false;
	const whole = { organisations: [originator], persons: [] };
	const sitsFor = () => undefined; // nobody is named in it
	return isCovered(whole, before, sitsFor) && !isCovered(whole, after, sitsFor);
}

/** Looks up for whom people sit; guests sit for nobody. */
export function seatsIn(people: readonly Seat[]): SitsFor {
	const sitting = people.filter(({ role }) => role !== 'guest');
	const seats = new Map(sitting.map(({ person, organisation }) => [person, organisation]));
	return (person) => seats.get(person);
}

/** Those who gain a document by a change, and those who lose it. */
export function movedBy<One extends Seat>(
	people: readonly One[],
	before: Audience,
	after: Audience
): { readonly gain: readonly One[]; readonly lose: readonly One[] } {
	return {
		gain: people.filter((one) => !inAudience(one, before) && inAudience(one, after)),
		lose: people.filter((one) => inAudience(one, before) && !inAudience(one, after))
	};
}

/** An audience as somebody asks for it; the server knows who is present. */
export type AskedAudience =
	| 'everybody'
	| Audience
	| {
			readonly present: true;
			readonly also: Audience['persons'];
			readonly without: Audience['persons'];
	  };

/** The audience of `everybody` is two empty lists; see {@link isForEverybody}. */
export const EVERYBODY: Audience = { organisations: [], persons: [] };

/** Whether two audiences are written with the same entries. */
export function isSameAudience(one: Audience, other: Audience): boolean {
	const same = (a: readonly string[], b: readonly string[]) =>
		new Set(a).symmetricDifference(new Set(b)).size === 0;
	return (
		isForEverybody(one) === isForEverybody(other) &&
		same(one.organisations, other.organisations) &&
		same(one.persons, other.persons)
	);
}
