import { m } from '#messages/messages.js';
import type { Role } from '#shared/access.ts';
import type { PersonId, SessionId } from '#shared/ids.ts';
import { isRefusal, refusalWords, type Refusal } from '#shared/refusals.ts';
import { matchPeople, type LineMatch, type ListedPerson } from '#shared/sessions/people-list.ts';
import type { People } from '../accounts/people.ts';
import type { Added, Participation } from './participation.ts';

/** What came of a pasted list: how many people were added, and why the other lines were not. */
export interface ListAdded {
	readonly added: number;
	readonly left: readonly { readonly line: string; readonly why: string }[];
}

/** Adds the people of a pasted list of names or mail addresses, all in one role. */
export function addListed({
	people,
	participation
}: {
	readonly people: People;
	readonly participation: Participation;
}) {
	return async (
		by: PersonId,
		session: SessionId,
		{ names, role }: { readonly names: string; readonly role: Role }
	): Promise<ListAdded | Refusal> => {
		const known = (await people.list()).map(({ id, name, email, organisation: { code } }) => ({
			...{ id, name, email, code }
		}));
		const matches = matchPeople(names, known);
		const ids = new Set(matches.flatMap((match) => ('person' in match ? [match.person] : [])));
		const changes = [...ids].map((person) => ({ person, role, capacity: '' }));
		const outcome = await participation.add(by, session, changes);
		if (isRefusal(outcome)) return outcome;
		const left = matches.flatMap((match) => {
			const why = whyNot(match, outcome);
			return why === undefined ? [] : [{ line: match.line, why }];
		});
		return { added: outcome.added.length, left };
	};
}

/** Why a line added nobody, and how to mend that; undefined if it did. */
function whyNot(match: LineMatch, { already, notAdded }: Added): string | undefined {
	if ('unknown' in match)
		return match.unknown === 'name' ? m.people_list_no_name() : m.people_list_no_address();
	if ('among' in match) return m.people_list_several({ names: match.among.map(said).join('; ') });
	if (already.includes(match.person)) return m.people_list_already();
	const refusal = notAdded.find(({ person }) => person === match.person)?.refusal;
	return refusal && refusalWords(refusal);
}

const said = ({ name, code }: ListedPerson) => `${name} (${code})`;
