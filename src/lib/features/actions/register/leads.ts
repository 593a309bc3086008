import { ask } from '#lib/room/command.ts';
import type { OrganisationId, PersonId, SessionId } from '#shared/ids.ts';

/** A delegation that can lead an action, and its people. */
export interface LeadChoice {
	readonly organisation: OrganisationId;
	readonly code: string;
	readonly name: string;
	readonly people: readonly { readonly id: PersonId; readonly name: string }[];
}

/** Asks for the delegations of sessions, once for each while a page is open. */
export class Leads {
	readonly #known = new Map<SessionId, Promise<readonly LeadChoice[]>>();

	/** The delegations of a session; none where they could not be had. */
	of(session: SessionId): Promise<readonly LeadChoice[]> {
		const known = this.#known.get(session) ?? fetchLeads(session);
		this.#known.set(session, known);
		return known;
	}
}

async function fetchLeads(session: SessionId): Promise<readonly LeadChoice[]> {
	const outcome = await ask(`/api/sessions/${session}/delegations`);
	return outcome.ok ? (outcome.value as { delegations: LeadChoice[] }).delegations : [];
}
