import { answerName, moveOf } from '#shared/follow-up/moves.ts';
import type { ActionStatus } from '#shared/follow-up/status.ts';
import type { RegisterAction } from '#shared/register/register-action.ts';
import type { SaidWith } from '../said.ts';
import type { RegisterDesk } from './desk.svelte.ts';

/** A move or answer that the reader may make in the action's present status. */
export interface Step {
	readonly name: string;
	/** The action's reference. */
	readonly reference: string;
	/** The status after it; undefined if unchanged. */
	readonly to: ActionStatus | undefined;
	/** What the person must supply with it. */
	readonly asks: SaidWith | undefined;
	/** Resolves to an error message, empty on success. */
	readonly take: (words?: string) => Promise<string>;
}

/** A step for which the person must supply something. */
export type SaidStep = Step & { readonly asks: NonNullable<Step['asks']> };

export function hasWords(step: Step): step is SaidStep {
	return step.asks !== undefined;
}

/** The reader's possible steps, in menu order; accepting or declining comes first. */
export function stepsOf(desk: RegisterDesk, action: RegisterAction): Step[] {
	const [moves, answers] = [movesOf(desk, action), answersOf(desk, action)];
	return action.takenOn === 'accepted' ? [...moves, ...answers] : [...answers, ...moves];
}

/** Superseding is left to the session, where the other actions are visible. */
function movesOf(desk: RegisterDesk, action: RegisterAction): Step[] {
	return action.moves.flatMap((move) => {
		const { name, to, asks } = moveOf(move);
		if (asks === 'action') return [];
		const { reference } = action;
		return { name: name(), reference, to, asks, take: (words) => desk.move(action, move, words) };
	});
}

function answersOf(desk: RegisterDesk, action: RegisterAction): Step[] {
	return action.answers.map((answer) => ({
		...{ name: answerName(answer, action.takenOn), reference: action.reference, to: undefined },
		asks: answer === 'decline' ? 'decline' : undefined,
		take: (words) => desk.answer(action, answer, words)
	}));
}
