import type { PersonId } from '../ids.ts';
import { foldText, searchWords } from '../search.ts';

/** Somebody as the lines of a list are matched against. */
export interface ListedPerson {
	readonly id: PersonId;
	readonly name: string;
	/** Undefined for people who cannot sign in. */
	readonly email: string | undefined;
	/** The code of their organisation. */
	readonly code: string;
}

/** What a line of a list was found to be. */
export type LineMatch =
	| { readonly line: string; readonly person: PersonId }
	/** Several people fit. */
	| { readonly line: string; readonly among: readonly ListedPerson[] }
	| { readonly line: string; readonly unknown: 'name' | 'address' };

const ADDRESS = /[^\s<>,;"'()]+@[^\s<>,;"'()]+/;

/**
 * Finds who is meant by each line of a pasted list of names or mail addresses, as mail programs write them too:
 * "Meier, Anna <anna@bka.example>; Roux, Benoît". Nothing is left out of the answer but repetitions.
 */
export function matchPeople(text: string, people: readonly ListedPerson[]): LineMatch[] {
	const lines = text.split(/[\n;]/).map((line) => line.replace(/\s+/g, ' ').trim());
	return [...new Set(lines)].filter(Boolean).map((line) => matchLine(line, people));
}

function matchLine(line: string, people: readonly ListedPerson[]): LineMatch {
	const address = ADDRESS.exec(line)?.[0].toLowerCase();
	if (address) {
		const person = people.find(({ email }) => email?.toLowerCase() === address);
		return person ? { line, person: person.id } : { line, unknown: 'address' };
	}
	const found = named(line, people);
	const [first] = found;
	if (!first) return { line, unknown: 'name' };
	return found.length === 1 ? { line, person: first.id } : { line, among: found };
}

/** Those of exactly this name, in either order; otherwise those whose name and organisation have all its words. */
function named(line: string, people: readonly ListedPerson[]): ListedPerson[] {
	const [last = '', ...firsts] = line.split(',').map((part) => part.trim());
	const forms = new Set([line, `${firsts.join(' ')} ${last}`].map((form) => foldText(form).trim()));
	const exact = people.filter(({ name }) => forms.has(foldText(name)));
	if (exact.length > 0) return exact;
	const words = searchWords(line.replaceAll(/[,()]/g, ' '));
	return people.filter(({ name, code }) => {
		const parts = searchWords(`${name.replaceAll(',', ' ')} ${code}`);
		return words.length > 0 && words.every((word) => parts.includes(word));
	});
}
