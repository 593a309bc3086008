import { m } from '#messages/messages.js';
import { byName } from '#shared/in-order.ts';
import type { Present } from '#shared/protocol/live.ts';
import { isGuestName } from '#shared/sessions/guest-words.ts';

/** A delegation with those of it who are here. */
export interface PresentDelegation {
	readonly code: string;
	readonly colour: string;
	readonly people: readonly Present[];
	/** Short names, in the order of the people; no two of them are equal unless the names are. */
	readonly short: readonly string[];
}

/** Who is here, by delegation. */
export function presentByDelegation(present: readonly Present[]): PresentDelegation[] {
	const ordered = present.toSorted(
		(a, b) => byName(a.organisation, b.organisation) || byName(a.name, b.name)
	);
	return [...Map.groupBy(ordered, ({ organisation }) => organisation)].map(([code, people]) => ({
		...{ code, people, colour: people[0]?.colour ?? '' },
		short: shortNames(people.map(({ name }) => name))
	}));
}

/** The family name, with an initial, or the whole name, where others have the same. Guests are called so. */
function shortNames(names: readonly string[]): string[] {
	const whole = names.map((name) => (name.split(',')[0] ?? name).trim() || name);
	const words = whole.map((name) => name.split(/\s+/));
	const family = words.map((all) => all.at(-1) ?? '');
	const initial = words.map((all, at) => `${[...(all[0] ?? '')][0] ?? ''}. ${family[at]}`);
	const isAlone = (list: readonly string[], at: number) =>
		list.filter((other) => other === list[at]).length === 1;
	return names.map((name, at) => {
		const ways = [family, words[at]?.length === 1 ? whole : initial, whole];
		const short = ways.find((way) => isAlone(way, at))?.[at] ?? name;
		return isGuestName(name) && short !== name ? m.guest_name({ name: short }) : short;
	});
}

/** How a delegation is shown in the bar: with names, as far as there is room. */
export interface ShownDelegation extends Pick<PresentDelegation, 'code' | 'colour'> {
	readonly names: readonly string[];
	/** How many are not named. */
	readonly unnamed: number;
}

/** The delegations that have room in a number of letters, and how many people stand in none of them. */
export function fitting(
	delegations: readonly PresentDelegation[],
	letters: number
): { readonly shown: readonly ShownDelegation[]; readonly others: number } {
	const shown: ShownDelegation[] = [];
	let left = letters;
	for (const { code, colour, short } of delegations) {
		left -= code.length + 3; // what stands between, and how many more
		if (left < 0 && shown.length > 0) break;
		const names = fittingNames(short, left);
		left -= names.join(', ').length;
		shown.push({ code, colour, names, unnamed: short.length - names.length });
	}
	const people = delegations.slice(shown.length).flatMap((one) => one.people);
	return { shown, others: people.length };
}

function fittingNames(names: readonly string[], letters: number): string[] {
	const fit: string[] = [];
	for (const name of names) {
		if ([...fit, name].join(', ').length > letters) break;
		fit.push(name);
	}
	return fit;
}
