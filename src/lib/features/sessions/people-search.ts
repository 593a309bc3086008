import type { PersonId } from '#shared/ids.ts';
import type { PersonView } from '#shared/views.ts';

/** People who are not in yet and whose name, function or organisation has every word of the search. */
export function findPeople(
	people: readonly PersonView[],
	seated: ReadonlySet<PersonId>,
	search: string
): PersonView[] {
	const words = fold(search).split(/\s+/).filter(Boolean);
	return people.filter((person) => {
		const { code, name } = person.organisation;
		const text = fold([person.name, person.function, code, name].join(' '));
		return !seated.has(person.id) && words.every((word) => text.includes(word));
	});
}

/** Letters without case and accents. */
function fold(text: string): string {
	return text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
}
