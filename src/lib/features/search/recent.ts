import * as v from 'valibot';
import type { PersonId } from '#shared/ids.ts';

const MOST = 8;
const KEY = 'recent-places:';

const placeSchema = v.object({
	kind: v.string(),
	address: v.pipe(v.string(), v.regex(/^\/(?!\/)/)),
	words: v.string(),
	reference: v.optional(v.string()),
	label: v.optional(v.string()),
	session: v.optional(v.string())
});
const placesSchema = v.array(placeSchema);

/** A place that somebody went to, as it was called then. */
export type RecentPlace = v.InferOutput<typeof placeSchema>;

/** The places where a person was on this device, the last first. */
export function recentPlaces(person: PersonId): RecentPlace[] {
	const parsed = v.safeParse(placesSchema, json(kept()?.getItem(KEY + person)));
	return parsed.success ? parsed.output : [];
}

/** Notes that a person went there. */
export function noteRecent(person: PersonId, place: RecentPlace): void {
	const others = recentPlaces(person).filter(({ address }) => address !== place.address);
	const places = JSON.stringify([place, ...others].slice(0, MOST));
	try {
		kept()?.setItem(KEY + person, places);
	} catch {
		// No room, or none is given: then nothing is remembered.
	}
}

/** Forgets the places in a session that a person may not enter any more. */
export function forgetSession(person: PersonId, session: string): void {
	const here = `/sessions/${session}`;
	const left = recentPlaces(person).filter(({ address }) => !address.startsWith(here));
	kept()?.setItem(KEY + person, JSON.stringify(left));
}

/** Forgets the places of everybody but this person: nobody reads on a shared device where somebody else was. */
export function forgetRecent(except?: PersonId): void {
	for (const key of Object.keys(kept() ?? {}))
		if (key.startsWith(KEY) && key !== `${KEY}${except}`) kept()?.removeItem(key);
}

/** Undefined where the browser keeps nothing. */
function kept(): Storage | undefined {
	try {
		return localStorage;
	} catch {
		return undefined;
	}
}

function json(text: string | null | undefined): unknown {
	try {
		return JSON.parse(text ?? '[]');
	} catch {
		return [];
	}
}
