import { answerName, moveOf } from '#shared/follow-up/moves.ts';
import type { ActionStatus } from '#shared/follow-up/status.ts';
import type { RegisterAction } from '#shared/register/register-action.ts';
import type { SaidWith } from '../said.ts';
import type { RegisterDesk } from './desk.svelte.ts';

/** Something that the reader may do with an action where it stands. */
export interface Step {
	readonly name: string;
	/** The action's. */
	readonly reference: string;
	/** Where the action stands after it; undefined when it stays where it is. */
	readonly to: ActionStatus | undefined;
	/** What has to be said with it. */
	readonly asks: SaidWith | undefined;
	/** Resolves to what went wrong, or nothing. */
	readonly take: (words?: string) => Promise<string>;
}

/** A step with which something has to be said. */
export type SaidStep = Step & { readonly asks: NonNullable<Step['asks']> };

export function hasWords(step: Step): step is SaidStep {
	return step.asks !== undefined;
}

/** What the reader may do with an action, in the order of menus: who is asked to take it on answers first. */
export function stepsOf(desk: RegisterDesk, action: RegisterAction): Step[] {
	const [moves, answers] = [movesOf(desk, action), answersOf(desk, action)];
	return action.takenOn === 'accepted' ? [...moves, ...answers] : [...answers, ...moves];
}

/** What takes the place of an action is chosen in its session, where the others are seen. */
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
