import { send } from '#lib/room/command.ts';
import { readBackContract, type ReadBackCommand } from '#shared/commands/decisions.ts';
import type { DecisionRecord } from '#shared/board/decisions.ts';
import type { DocumentId, OrganisationId, ReadBackId, SessionId } from '#shared/ids.ts';
import type { ReadBackAnswer } from '#shared/decisions/read-back.ts';

/** The commands of read-backs in a session. */
export function readBackCommands(session: SessionId) {
	const command = (what: ReadBackCommand) => send(readBackContract, { session }, what);
	return {
		open: (document: DocumentId, { id, verb, text }: DecisionRecord) =>
			command({ do: 'open', document, decision: id, verb, text }),
		record: (document: DocumentId, { id, verb, text }: DecisionRecord) =>
			command({ do: 'record', document, decision: id, verb, text }),
		answer: (readBack: ReadBackId, organisations: readonly OrganisationId[], given: GivenAnswer) =>
			command({ do: 'answer', readBack, organisations, ...given }),
		lift: (readBack: ReadBackId, organisation: OrganisationId) =>
			command({ do: 'lift', readBack, organisation }),
		conclude: (readBack: ReadBackId) => command({ do: 'conclude', readBack }),
		takeBack: (readBack: ReadBackId) => command({ do: 'take-back', readBack }),
		reopen: (readBack: ReadBackId) => command({ do: 'reopen', readBack })
	};
}

export interface GivenAnswer {
	readonly answer: ReadBackAnswer;
	readonly words?: string;
	readonly liftBy?: string;
}
