import { ask, send, type Outcome } from '#lib/room/command.ts';
import { actionContract, historyQuestion, type ActionCommand } from '#shared/commands/actions.ts';
import type { ActionPlace } from '#shared/follow-up/follow-up.ts';
import type { LeadAnswer, MoveName } from '#shared/follow-up/moves.ts';
import type { ActionId } from '#shared/ids.ts';

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
		note: (kind: 'progress' | 'evidence', words: string) =>
			command({ do: 'note', document, kind, words }),
		answer: (answer: LeadAnswer, words = '') => command({ do: 'answer', document, answer, words }),
		history: () => ask(historyQuestion, { action }, { document })
	};
}
