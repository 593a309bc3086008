import { ask, send, type Outcome } from '#lib/room/command.ts';
import { actionContract, historyQuestion, type ActionCommand } from '#shared/commands/actions.ts';
import type { ActionPlace } from '#shared/follow-up/follow-up.ts';
import type { LeadAnswer, MoveName } from '#shared/follow-up/moves.ts';
import type { ActionSeen } from '#shared/board/actions.ts';
import type { AskedChange } from '#shared/follow-up/change-request.ts';
import type { ActionId, RequestId } from '#shared/ids.ts';
import type { ActionFields } from './action-draft.ts';

/** What a person supplies with a step: a reason, where the evidence is, or the superseding action. */
export interface Said {
	readonly words?: string;
	readonly by?: ActionId | undefined;
}

/** The commands of one action; each answers with its new follow-up view. */
export function actionCommands({ document, action }: ActionPlace) {
	const command = (what: ActionCommand): Promise<Outcome> => send(actionContract, { action }, what);
	return {
		move: (move: MoveName, said: Said = {}) => command({ do: 'move', document, move, ...said }),
		change: (change: Partial<ActionFields>, seen: ActionSeen = {}) =>
			command({ do: 'change', document, change: cleared(change), seen: cleared(seen) }),
		note: (kind: 'progress' | 'evidence', words: string) =>
			command({ do: 'note', document, kind, words }),
		answer: (answer: LeadAnswer, words = '') => command({ do: 'answer', document, answer, words }),
		/** Asks those who may for a change. */
		ask: (change: AskedChange, words: string) =>
			command({ do: 'ask-change', document, change, words }),
		grant: (request: RequestId) => command({ do: 'grant-change', document, request }),
		refuse: (request: RequestId, words: string) =>
			command({ do: 'refuse-change', document, request, words }),
		history: () => ask(historyQuestion, { action }, { document })
	};
}

const EMPTIABLE = ['leadOrganisation', 'leadPerson', 'due'] as const;
type Emptiable = (typeof EMPTIABLE)[number];
type Cleared<T> = Omit<T, Emptiable> & { [Key in Emptiable]?: string | null };

/** What is undefined is emptied: a field that is left out stays as it is. */
function cleared<T extends Partial<Pick<ActionFields, Emptiable>>>(fields: T): Cleared<T> {
	const emptied = EMPTIABLE.filter((key) => key in fields && fields[key] === undefined);
	return { ...fields, ...Object.fromEntries(emptied.map((key) => [key, null])) };
}
