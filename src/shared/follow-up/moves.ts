import { m } from '#messages/messages.js';
import { keepsRecord, type Role } from '../access.ts';
import { isOpen, type ActionStatus, type TakenOn } from './status.ts';

/** What somebody is to an action: `lead` speaks for the lead organisation, `keeper` keeps the record, `chair` chairs. */
export interface Involvement {
	readonly isLead: boolean;
	readonly isKeeper: boolean;
	readonly isChair: boolean;
}

/** The standing of somebody who has these roles, in the action's session and in those that carried it over. */
export function involvementWith(roles: readonly Role[], isLead: boolean): Involvement {
	return { isLead, isKeeper: roles.some(keepsRecord), isChair: roles.includes('chair') };
}

interface Move {
	readonly name: () => string;
	readonly from: readonly ActionStatus[];
	readonly to: ActionStatus;
	readonly may: readonly (keyof Involvement)[];
	/** What has to be said with it. */
	readonly asks?: 'reason' | 'evidence' | 'action';
}

const WORKING = ['agreed', 'in-progress', 'blocked', 'awaiting-input'] as const;
const LEAD = ['isLead', 'isKeeper'] as const;
const KEEPER = ['isKeeper'] as const;
const CHAIR = ['isChair'] as const;

/**
 * Every way in which an action moves, who may make it and what has to be said. The order is that of menus.
 * After product.md and domain.md §3: proposed → agreed → in progress → blocked or awaiting input → completed → closed.
 */
const MOVES = {
	agree: { name: m.move_agree, from: ['proposed'], to: 'agreed', may: KEEPER },
	start: {
		name: m.move_start,
		from: ['agreed', 'blocked', 'awaiting-input'],
		to: 'in-progress',
		may: LEAD
	},
	block: {
		name: m.move_block,
		from: ['agreed', 'in-progress', 'awaiting-input'],
		to: 'blocked',
		may: LEAD,
		asks: 'reason'
	},
	wait: {
		name: m.move_wait,
		from: ['agreed', 'in-progress', 'blocked'],
		to: 'awaiting-input',
		may: LEAD,
		asks: 'reason'
	},
	complete: {
		name: m.move_complete,
		from: WORKING,
		to: 'completed',
		may: LEAD,
		asks: 'evidence'
	},
	confirm: { name: m.move_confirm, from: ['completed'], to: 'closed', may: CHAIR },
	return: {
		name: m.move_return,
		from: ['completed'],
		to: 'in-progress',
		may: CHAIR,
		asks: 'reason'
	},
	supersede: {
		name: m.move_supersede,
		from: ['proposed', ...WORKING],
		to: 'superseded',
		may: KEEPER,
		asks: 'action'
	},
	cancel: {
		name: m.move_cancel,
		from: ['proposed', ...WORKING],
		to: 'cancelled',
		may: KEEPER,
		asks: 'reason'
	},
	reopen: {
		name: m.move_reopen,
		from: ['closed', 'superseded', 'cancelled'],
		to: 'agreed',
		may: KEEPER,
		asks: 'reason'
	}
} as const satisfies Record<string, Move>;

export type MoveName = keyof typeof MOVES;
export const MOVE_NAMES = Object.keys(MOVES) as MoveName[];

/** One of the moves, with its type widened for comparing. */
export function moveOf(name: MoveName): Move {
	return MOVES[name];
}

export const LEAD_ANSWERS = ['accept', 'decline'] as const;
export type LeadAnswer = (typeof LEAD_ANSWERS)[number];
export const ANSWERED = { accept: 'accepted', decline: 'declined' } as const;

/** Why a move is not to be had; undefined when it is. */
export type Hindrance = 'not-your-move' | 'not-from-here' | 'words-missing';

/** The one judgement over a move, for the server that enforces it and the page that offers it. */
export function hindrance(
	name: MoveName,
	standing: Involvement,
	status: ActionStatus,
	words: string
): Hindrance | undefined {
	const { from, may, asks } = moveOf(name);
	if (!may.some((part) => standing[part])) return 'not-your-move';
	if (!from.includes(status)) return 'not-from-here';
	return asks !== undefined && words.trim() === '' ? 'words-missing' : undefined;
}

/** The moves that somebody may make now. */
export function movesFor(standing: Involvement, status: ActionStatus): MoveName[] {
	return MOVE_NAMES.filter((name) => hindrance(name, standing, status, 'said') === undefined);
}

/** How far an action has come. */
interface Stands {
	readonly status: ActionStatus;
	readonly takenOn: TakenOn | undefined;
}

/** What the lead organisation may answer now. What it has taken on it may still hand back, until it is finished. */
export function answersFor({ isLead }: Involvement, { status, takenOn }: Stands): LeadAnswer[] {
	if (!isLead || takenOn === undefined || !isOpen(status)) return [];
	return LEAD_ANSWERS.filter((answer) => ANSWERED[answer] !== takenOn);
}

/** What an answer is called to somebody who may give it. */
export function answerName(answer: LeadAnswer, takenOn: TakenOn | undefined): string {
	if (answer === 'accept') return m.move_accept();
	return takenOn === 'accepted' ? m.move_hand_back() : m.move_decline();
}
