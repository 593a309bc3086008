import * as v from 'valibot';
import type { Viewer } from '../access.ts';
import { idSchema, type OrganisationId, type PersonId } from '../ids.ts';
import type { Delegation } from './delegation.ts';

/** Whose eyes a session is looked at with, as it stands in addresses: `delegation:<id>` or `person:<id>`. */
export type ViewAs =
	| { readonly kind: 'delegation'; readonly id: OrganisationId }
	| { readonly kind: 'person'; readonly id: PersonId };

const [organisation, person] = [idSchema<OrganisationId>(), idSchema<PersonId>()];

export const viewAs = v.pipe(
	v.string(),
	v.rawTransform(({ dataset: { value }, addIssue, NEVER }): ViewAs => {
		const [, kind, id] = /^(delegation|person):([^:]*)$/.exec(value) ?? [];
		const [asDelegation, asPerson] = [v.safeParse(organisation, id), v.safeParse(person, id)];
		if (kind === 'delegation' && asDelegation.success) return { kind, id: asDelegation.output };
		if (kind === 'person' && asPerson.success) return { kind, id: asPerson.output };
		addIssue({ message: 'nobody' });
		return NEVER;
	})
);

/** Them, and what they are called; undefined when they are not in the session. */
export function viewerIn(
	delegations: readonly Delegation[],
	{ kind, id }: ViewAs
): { readonly viewer: Viewer; readonly name: string } | undefined {
	for (const { organisation, people } of delegations) {
		if (kind === 'delegation' && organisation.id === id) {
			const viewer = { person: undefined, organisation: id, role: 'observer' } as const;
			return { viewer: { ...viewer, justified: 'all' }, name: organisation.name };
		}
		const one = kind === 'person' ? people.find(({ person }) => person === id) : undefined;
		if (one) return { viewer: { ...one, justified: 'all' }, name: one.name };
	}
	return undefined;
}
