import { describe, expect, it } from 'vitest';
import { Seeded } from '../../../tests/support/seeded.ts';
import {
	answersFor,
	hindrance,
	moveOf,
	movesFor,
	MOVE_NAMES,
	type MoveName,
	type Involvement
} from './moves.ts';
import { ACTION_STATUSES, isOpen, isPending, type ActionStatus } from './status.ts';

const NOBODY: Involvement = { isLead: false, isKeeper: false, isChair: false };
const LEAD = { ...NOBODY, isLead: true };
const KEEPER = { ...NOBODY, isKeeper: true };
const CHAIR = { ...KEEPER, isChair: true };
const INVOLVEMENTS = [NOBODY, LEAD, KEEPER, CHAIR, { ...CHAIR, isLead: true }];

interface Step {
	readonly move: MoveName;
	readonly by: Involvement;
	readonly words: string;
	readonly from: ActionStatus;
	readonly to: ActionStatus;
}

/** A long life of an action: anyone tries any step, with or without words. */
function life(seed: number): Step[] {
	const random = new Seeded(seed);
	const steps: Step[] = [];
	let status: ActionStatus = 'proposed';
	for (let tries = 0; tries < 2_000; tries++) {
		const move = random.pick(MOVE_NAMES);
		const by = random.pick(INVOLVEMENTS);
		const words = random.pick(['', '  ', 'case 12/2024']);
		if (hindrance(move, by, status, words)) continue;
		steps.push({ move, by, words, from: status, to: moveOf(move).to });
		status = moveOf(move).to;
	}
	return steps;
}

describe('any life of an action', () => {
	it.each(Array.from({ length: 60 }, (_, seed) => seed))('keeps the rules, seed %i', (seed) => {
		const steps = life(seed);
		expect(steps.length).toBeGreaterThan(20);
		for (const { by, words, from, to, move } of steps) {
			expect(by).not.toBe(NOBODY);
			expect(from).not.toBe(to);
			if (to === 'closed') expect([from, by.isChair]).toEqual(['completed', true]);
			if (to === 'completed') expect([isPending(from), words.trim()]).toEqual([true, words]);
			if (to === 'agreed') expect(by.isKeeper).toBe(true);
			if (!isOpen(from)) expect([move, by.isKeeper]).toEqual(['reopen', true]);
			if (['superseded', 'cancelled'].includes(to)) expect(isPending(from)).toBe(true);
		}
	});

	it('reaches every status', () => {
		const seen = new Set(
			Array.from({ length: 60 }, (_, seed) => life(seed))
				.flat()
				.map(({ to }) => to)
		);
		expect(ACTION_STATUSES.filter((status) => !seen.has(status))).toEqual(['proposed']);
	});
});

describe('a step', () => {
	it.each<[MoveName, Involvement, ActionStatus, string, string | undefined]>([
		['agree', LEAD, 'proposed', '', 'not-your-move'],
		['agree', KEEPER, 'proposed', '', undefined],
		['start', LEAD, 'proposed', '', 'not-from-here'],
		['start', LEAD, 'agreed', '', undefined],
		['block', LEAD, 'in-progress', ' ', 'words-missing'],
		['complete', LEAD, 'in-progress', '', 'words-missing'],
		['complete', LEAD, 'in-progress', 'report 7', undefined],
		['confirm', LEAD, 'completed', '', 'not-your-move'],
		['confirm', KEEPER, 'completed', '', 'not-your-move'],
		['confirm', CHAIR, 'in-progress', '', 'not-from-here'],
		['confirm', CHAIR, 'completed', '', undefined],
		['return', CHAIR, 'completed', '', 'words-missing'],
		['cancel', KEEPER, 'closed', 'why', 'not-from-here'],
		['reopen', LEAD, 'closed', 'why', 'not-your-move'],
		['reopen', KEEPER, 'cancelled', 'why', undefined]
	])('%s by %o from %s saying "%s": %s', (move, standing, status, words, expected) => {
		expect(hindrance(move, standing, status, words)).toBe(expected);
	});

	it('is offered to exactly those who may make it', () => {
		expect(movesFor(LEAD, 'agreed')).toEqual(['start', 'block', 'wait', 'complete', 'cancel']);
		expect(movesFor(CHAIR, 'completed')).toEqual(['confirm', 'return']);
		for (const status of ACTION_STATUSES) expect(movesFor(NOBODY, status)).toEqual([]);
	});
});

describe('the lead', () => {
	it.each([
		['asked', ['accept', 'decline']],
		['accepted', ['decline']],
		['declined', ['accept']],
		[undefined, []]
	] as const)('that is %s may %j', (takenOn, answers) => {
		expect(answersFor(LEAD, { status: 'agreed', takenOn })).toEqual(answers);
		expect(answersFor(CHAIR, { status: 'agreed', takenOn })).toEqual([]);
		expect(answersFor(LEAD, { status: 'cancelled', takenOn })).toEqual([]);
	});
});
