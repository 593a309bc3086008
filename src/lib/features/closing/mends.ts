import { send, type Outcome } from '#lib/room/command.ts';
import type { Placed } from '#lib/room/records.svelte.ts';
import type { DecisionRecord } from '#shared/board/decisions.ts';
import { actionContract } from '#shared/commands/actions.ts';
import { readBackContract } from '#shared/commands/decisions.ts';
import { attendanceContract } from '#shared/commands/run.ts';
import type { OrganisationId, PersonId, SessionId } from '#shared/ids.ts';
import type { Lacking } from '#shared/run/closing.ts';

type Sent = Promise<Outcome> | undefined;

/** The commands that mend in place what a session still lacks; undefined where there is nothing of the kind to mend. */
export function mends(session: SessionId, { action, document, people = [] }: Lacking) {
	const change = (fields: Readonly<Record<string, string>>): Sent =>
		action && document
			? send(actionContract, { action }, { do: 'change', document, change: fields })
			: undefined;
	return {
		lead: (leadOrganisation: OrganisationId, leadPerson: PersonId) =>
			change({ leadOrganisation, leadPerson }),
		due: (due: string) => change({ due }),
		record: ({ document: where, record: { id, verb, text } }: Placed<DecisionRecord>): Sent =>
			send(
				readBackContract,
				{ session },
				{ do: 'record', document: where, decision: id, verb, text }
			),
		excuse: (): Sent => excuseAll(session, people)
	};
}

/** One after another; the first refusal ends it and is the outcome. */
async function excuseAll(session: SessionId, people: readonly PersonId[]): Promise<Outcome> {
	for (const person of people) {
		const outcome = await send(attendanceContract, { session }, { do: 'excuse', person });
		if (!outcome.ok) return outcome;
	}
	return { ok: true, value: undefined };
}
