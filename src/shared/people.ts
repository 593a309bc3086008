import type { OrganisationId, PersonId } from './ids.ts';

export interface OrganisationView {
	readonly id: OrganisationId;
	readonly code: string;
	readonly name: string;
	readonly country: string;
	readonly colour: string;
}

/** What administrators see of an organisation. */
export interface OrganisationDetails extends OrganisationView {
	/** The zone its people work in; if undefined, the zone of each session applies. */
	readonly timeZone: string | undefined;
}

export interface PersonView {
	readonly id: PersonId;
	readonly name: string;
	readonly function: string;
	readonly email: string | undefined;
	readonly administrator: boolean;
	/** Sees the audit, of all sessions and the installation, and nothing else by it. */
	readonly auditor: boolean;
	readonly illustrative: boolean;
	/** Of one session, in which they come by a link. */
	readonly guest: boolean;
	/** An administrator has disabled them: they cannot sign in. */
	readonly disabled: boolean;
	readonly organisation: OrganisationView;
}

/** What those who seat people see of everybody: enough to tell them apart, and no address. */
export type PersonChoice = Pick<PersonView, 'id' | 'name' | 'function' | 'organisation'>;
