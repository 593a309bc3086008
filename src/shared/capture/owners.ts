import type { OrganisationId, PersonId } from '../ids.ts';
import { foldText } from '../search.ts';
import type { Language } from './language.ts';
import { oneOf, perLanguage } from './words.ts';

/** Whom a handle (`DE-BKA`, `Meier`) can mean in this session. */
export interface Directory {
	readonly organisations: readonly { id: OrganisationId; code: string }[];
	readonly persons: readonly {
		id: PersonId;
		handle: string;
		organisation: OrganisationId;
		/** Found in quotation marks: `@"Anna Ruiz"`. */
		name?: string;
	}[];
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
			`^@("[^"\\n]{1,120}"|[\\p{L}\\p{N}][\\p{L}\\p{M}\\p{N}._'’-]*)[\\s,;:،؛、]*(?:${oneOf(and)}\\s+(?=@))?`,
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

/**
 * The code of an organisation at the front of a line, although without @, where it is said that it is to do something:
 * `US-DOJ to send …`. Undefined for anything else.
 */
export function leadingCode(
	line: string,
	{ organisations }: Directory,
	language: Language
): { readonly handles: string[]; readonly rest: string } | undefined {
	const [all = '', code = ''] = isTo(language).exec(line) ?? [];
	if (!organisations.some((one) => one.code === code)) return undefined;
	return { handles: [code], rest: line.slice(all.length).trimStart() };
}

const isTo = perLanguage(
	(language: Language) =>
		new RegExp(
			`^\\s*([\\p{Lu}\\p{N}][\\p{Lu}\\p{N}-]*)(?:\\s*:|\\s+${oneOf(language.isTo)}(?=\\s))\\s*(?=\\S)`,
			'u'
		)
);

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
	const wanted = foldText(handle.replaceAll('"', ''));
	const isQuoted = handle.startsWith('"');
	const found = persons.filter(
		(person) => foldText(isQuoted ? (person.name ?? '') : person.handle) === wanted
	);
	return found.length === 1 ? found[0] : undefined;
}
