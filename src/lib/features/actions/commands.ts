import { ask, send, type Outcome } from '#lib/room/command.ts';
import type { ActionPlace } from '#shared/follow-up/follow-up.ts';
import type { Answer, MoveName } from '#shared/follow-up/moves.ts';
import type { ActionId } from '#shared/ids.ts';

/** What is said with a step: a reason, where the evidence is, or the action that takes its place. */
export interface Said {
	readonly words?: string;
	readonly by?: ActionId | undefined;
}

/** The commands of one action; each answers with where it stands then. */
export function actionCommands({ document, action }: ActionPlace) {
	const path = `/api/actions/${action}`;
	const command = (what: object): Promise<Outcome> => send(path, { document, ...what });
	return {
		move: (move: MoveName, said: Said = {}) => command({ do: 'move', move, ...said }),
		note: (kind: 'progress' | 'evidence', words: string) => command({ do: 'note', kind, words }),
		answer: (answer: Answer, words = '') => command({ do: 'answer', answer, words }),
		history: () => ask(`${path}?document=${document}`)
	};
}
