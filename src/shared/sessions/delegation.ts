import type { Role } from '../access.ts';
import type { PersonId, OrganisationId } from '../ids.ts';
import type { OrganisationView } from '../people.ts';

export interface Participant {
	readonly person: PersonId;
	readonly name: string;
	readonly function: string;
	readonly role: Role;
	/** Chair, speaker, interpreter …, as printed. */
	readonly capacity: string;
	readonly organisation: OrganisationId;
	/** `Meier`: what to type after @. */
	readonly handle: string;
	readonly illustrative: boolean;
	readonly canSignIn: boolean;
	/** An administrator has disabled them; they keep their seat. */
	readonly disabled: boolean;
}

export interface Delegation {
	readonly organisation: OrganisationView;
	readonly people: readonly Participant[];
}
