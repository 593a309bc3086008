import type { PersonId } from '#shared/ids.ts';
import { foldText, searchWords } from '#shared/search.ts';
import type { PersonChoice } from '#shared/people.ts';

/** People who do not take part yet and whose name, function or organisation contains every word of the search. */
export function findPeople(
	people: readonly PersonChoice[],
	seated: ReadonlySet<PersonId>,
	search: string
): PersonChoice[] {
	const words = searchWords(search);
	return people.filter((person) => {
		const { code, name } = person.organisation;
		const text = foldText([person.name, person.function, code, name].join(' '));
		return !seated.has(person.id) && words.every((word) => text.includes(word));
	});
}
