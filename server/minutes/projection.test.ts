import { afterEach, beforeEach, expect, it } from 'vitest';
import { withdrawDecision } from '#shared/board/decisions.ts';
import type { DecisionId, DocumentId } from '#shared/ids.ts';
import type { Label } from '#shared/markings.ts';
import {
	done,
	jointSession,
	type JointSession,
	type Seat
} from '../../tests/support/joint-session.ts';
import { act, decide } from '../../tests/support/series.ts';
import { project } from './projection.ts';

let board: JointSession;
let chair: Seat;
let notes: DocumentId;
let annex: DocumentId;

beforeEach(async () => {
	board = await jointSession();
	chair = await board.seat('Chair', 'EUROJUST', 'chair');
	await board.seat('Olga', 'US-DOJ', 'delegate');
	notes = await create('board', 'TLP:GREEN');
	annex = await create('annex', 'TLP:AMBER', chair);
});
afterEach(() => board.end());

const create = (kind: 'board' | 'annex', label: Label, ...audience: Seat[]) =>
	board.document({
		...{ kind, title: kind, label },
		audience: audience.map(({ organisation }) => organisation)
	});

const record = (document: DocumentId, decision: DecisionId, text: string) =>
	board.readBacks.record(chair.person, board.session, { document, decision, verb: 'agreed', text });

async function projected() {
	const reader = await board.participation.reader(chair.person, board.session);
	if (!reader) throw new Error('the chair takes part');
	return done(await project(board, board.session, reader));
}

it('shows nothing from a document with an audience, even when opened by somebody who may read it', async () => {
	await record(notes, await decide(board, notes, 'to meet every quarter'), 'to meet every quarter');
	await decide(board, annex, 'to search the warehouse');
	await act(board, annex, 'name the source');
	const screen = await projected();
	expect(screen.decisions.map(({ text }) => text)).toEqual(['to meet every quarter']);
	expect(screen.actions).toEqual([]);
	expect(screen.label).toBe('TLP:GREEN');
	expect(JSON.stringify(screen)).not.toMatch(/warehouse|name the source|annex/);
});

it('shows decisions and conclusions newest first, without withdrawn ones', async () => {
	const gone = await decide(board, notes, 'zero');
	for (const [text, kind] of [
		['one', 'decision'],
		['two', 'conclusion'],
		['three', 'decision']
	] as const)
		await record(notes, await decide(board, notes, text, { kind }), text);
	await board.write(notes, (doc) => withdrawDecision(doc, gone));
	const { decisions } = await projected();
	expect(decisions.map(({ text }) => text)).toEqual(['three', 'two', 'one']);
});

it('shows a wording that is read back apart, and neither it nor a proposal among what is decided', async () => {
	const recorded = await decide(board, notes, 'one');
	await record(notes, recorded, 'one');
	await decide(board, notes, 'two');
	const asked = await decide(board, notes, 'three');
	const seen = { document: notes, decision: asked, verb: 'agreed', text: 'three' };
	done(await board.readBacks.open(chair.person, board.session, seen));
	const { decisions, readBack } = await projected();
	expect(decisions.map(({ text }) => text)).toEqual(['one']);
	expect(readBack?.text).toBe('three');
});
