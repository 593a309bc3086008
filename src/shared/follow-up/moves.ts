import { m } from '#messages/messages.js';
import { keepsRecord, type Role } from '../access.ts';
import { isOpen, type ActionStatus, type TakenOn } from './status.ts';

/** What a person is to an action: of its lead organisation, keeper of the record, chair. */
export interface Involvement {
	readonly isLead: boolean;
	readonly isKeeper: boolean;
	readonly isChair: boolean;
}

/** The involvement of a person with these roles in the action's session and in those that carried it over. */
export function involvementWith(roles: readonly Role[], isLead: boolean): Involvement {
	return { isLead, isKeeper: roles.some(keepsRecord), isChair: roles.includes('chair') };
}

interface Move {
	readonly name: () => string;
	readonly from: readonly ActionStatus[];
	readonly to: ActionStatus;
	readonly may: readonly (keyof Involvement)[];
	/** What the person must supply with it. */
	readonly asks?: 'reason' | 'evidence' | 'action';
}

const WORKING = ['agreed', 'in-progress', 'blocked', 'awaiting-input'] as const;
const LEAD = ['isLead', 'isKeeper'] as const;
const KEEPER = ['isKeeper'] as const;
const CHAIR = ['isChair'] as const;

/**
 * Every move of an action, who may make it, and what it asks for. Menus list them in this order.
 * The usual course: proposed → agreed → in progress → blocked or awaiting input → completed → closed.
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
		may: LEAD,
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

/** Why a move is not possible. */
export type Hindrance = 'not-your-move' | 'not-from-here' | 'words-missing';

/** The one check of a move, used by the server to enforce it and by the page to offer it. */
export function hindrance(
	name: MoveName,
	involvement: Involvement,
	status: ActionStatus,
	words: string
): Hindrance | undefined {
	const { from, may, asks } = moveOf(name);
	if (!may.some((part) => involvement[part])) return 'not-your-move';
	if (!from.includes(status)) return 'not-from-here';
	return asks !== undefined && words.trim() === '' ? 'words-missing' : undefined;
}

/** The moves that a person may make now. */
export function movesFor(involvement: Involvement, status: ActionStatus): MoveName[] {
	return MOVE_NAMES.filter((name) => hindrance(name, involvement, status, 'said') === undefined);
}

/**
 * Whether a person who may write in its document may change an action's wording, lead and date: of a proposal, anybody; of
 * what is agreed, its lead organisation and those who keep the record.
 */
export function mayChangeAction({ isLead, isKeeper }: Involvement, status: ActionStatus): boolean {
	return status === 'proposed' || isLead || isKeeper;
}

interface Progress {
	readonly status: ActionStatus;
	readonly takenOn: TakenOn | undefined;
}

/** The answers that the lead organisation may give now. It may hand back an accepted action until it is finished. */
export function answersFor({ isLead }: Involvement, { status, takenOn }: Progress): LeadAnswer[] {
	if (!isLead || takenOn === undefined || !isOpen(status)) return [];
	return LEAD_ANSWERS.filter((answer) => ANSWERED[answer] !== takenOn);
}

/** The label of an answer, for a person who may give it. */
export function answerName(answer: LeadAnswer, takenOn: TakenOn | undefined): string {
	if (answer === 'accept') return m.move_accept();
	return takenOn === 'accepted' ? m.move_hand_back() : m.move_decline();
}
