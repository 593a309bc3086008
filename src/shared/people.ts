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
	/** Where its people sit; undefined: in the zone of each session. */
	readonly timeZone: string | undefined;
}

export interface PersonView {
	readonly id: PersonId;
	readonly name: string;
	readonly function: string;
	readonly email: string | undefined;
	readonly administrator: boolean;
	readonly illustrative: boolean;
	readonly organisation: OrganisationView;
}
