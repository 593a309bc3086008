import type { OrganisationId, PersonId } from '../ids.ts';
import { foldText } from '../search.ts';
import type { Language } from './language.ts';
import { oneOf, perLanguage } from './words.ts';

/** Whom a handle (`DE-BKA`, `Meier`) can mean in this session. */
export interface Directory {
	readonly organisations: readonly { id: OrganisationId; code: string }[];
	readonly persons: readonly { id: PersonId; handle: string; organisation: OrganisationId }[];
}

export interface Owners {
	readonly leadOrganisation: OrganisationId | undefined;
	readonly leadPerson: PersonId | undefined;
	readonly support: readonly OrganisationId[];
	/** Handles that match nobody, or name one person too many. */
	readonly unread: readonly string[];
}

const handle = perLanguage(
	({ and }: Language) =>
		new RegExp(
			`^@([\\p{L}\\p{N}][\\p{L}\\p{M}\\p{N}._'’-]*)[\\s,;:،؛、]*(?:${oneOf(and)}\\s+(?=@))?`,
			'iu'
		)
);

/**
 * Splits the owners off the front of a line in plain forms: `@US-DOJ, @Olga and @EC: …`. The rest is the end of the line.
 */
export function leadingHandles(line: string, language: Language) {
	const handles: string[] = [];
	let rest = line.trimStart();
	const pattern = handle(language);
	for (let found = pattern.exec(rest); found; found = pattern.exec(rest)) {
		handles.push((found[1] ?? '').replace(/[.'’-]+$/, ''));
		rest = rest.slice(found[0].length);
	}
	return { handles, rest: rest.trimStart() };
}

/** Who leads and who supports: the first one named leads; a second person of the lead organisation is unread. */
export function ownersOf(handles: readonly string[], directory: Directory): Owners {
	let leadOrganisation: OrganisationId | undefined;
	let leadPerson: PersonId | undefined;
	const support = new Set<OrganisationId>();
	const unread: string[] = [];
	for (const handle of handles) {
		const named = findOrganisation(handle, directory);
		const person = named ? undefined : findPerson(handle, directory);
		const organisation = named ?? person?.organisation;
		leadOrganisation ??= organisation;
		if (!organisation) unread.push(`@${handle}`);
		else if (organisation !== leadOrganisation) support.add(organisation);
		else if (person && leadPerson && leadPerson !== person.id) unread.push(`@${handle}`);
		else leadPerson ??= person?.id;
	}
	return { leadOrganisation, leadPerson, support: [...support], unread };
}

function findOrganisation(handle: string, { organisations }: Directory) {
	return organisations.find(({ code }) => foldText(code) === foldText(handle))?.id;
}

function findPerson(handle: string, { persons }: Directory) {
	const found = persons.filter((person) => foldText(person.handle) === foldText(handle));
	return found.length === 1 ? found[0] : undefined;
}
