import { ask } from '#lib/room/command.ts';
import { leadsQuestion, type LeadChoice } from '#shared/commands/actions.ts';
import type { SessionId } from '#shared/ids.ts';

/** Fetches the delegations of sessions, once per session while the page is open. */
export class Leads {
	readonly #known = new Map<SessionId, Promise<readonly LeadChoice[]>>();

	/** The delegations of a session; none if they could not be fetched. */
	of(session: SessionId): Promise<readonly LeadChoice[]> {
		const known = this.#known.get(session) ?? fetchLeads(session);
		this.#known.set(session, known);
		return known;
	}
}

async function fetchLeads(session: SessionId): Promise<readonly LeadChoice[]> {
	const outcome = await ask(leadsQuestion, { session });
	return outcome.ok ? outcome.value.delegations : [];
}
