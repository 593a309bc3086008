import { afterEach, beforeEach, expect, it } from 'vitest';
import { addAction, type NewAction } from '#shared/board/actions.ts';
import { addDecision, withdrawDecision } from '#shared/board/decisions.ts';
import { newId, type ActionId, type DecisionId, type DocumentId } from '#shared/ids.ts';
import type { Label } from '#shared/markings.ts';
import {
	done,
	jointSession,
	type JointSession,
	type Seat
} from '../../tests/support/joint-session.ts';
import { project } from './projection.ts';
import { createDocument } from '#server/sessions/document-rows.ts';

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
	createDocument(board.database, board.session, {
		...{ kind, title: kind, label },
		audience: audience.map(({ organisation }) => organisation)
	});

async function decide(document: DocumentId, text: string, kind: 'decision' | 'conclusion') {
	const id = newId<DecisionId>();
	const createdAt = new Date(1_720_000_000_000).toISOString();
	const common = { item: undefined, createdBy: chair.person, createdAt };
	await board.rooms.edit(document, (doc) =>
		addDecision(doc, { id, kind, verb: 'agreed', text, ...common })
	);
	await board.projector.project(document);
	return id;
}

async function act(document: DocumentId, text: string): Promise<void> {
	const action: NewAction = {
		...{ id: newId<ActionId>(), text, support: [], unread: [] },
		...{ leadOrganisation: undefined, leadPerson: undefined, due: undefined, item: undefined },
		...{ createdBy: chair.person, createdAt: new Date(1_720_000_000_000).toISOString() }
	};
	await board.rooms.edit(document, (doc) => addAction(doc, action));
	await board.projector.project(document);
}

async function projected() {
	const reader = await board.participation.reader(chair.person, board.session);
	if (!reader) throw new Error('the chair takes part');
	return done(await project(board, board.session, reader));
}

it('shows nothing from a document with an audience, even when opened by somebody who may read it', async () => {
	await decide(notes, 'to meet every quarter', 'decision');
	await decide(annex, 'to search the warehouse', 'decision');
	await act(annex, 'name the source');
	const screen = await projected();
	expect(screen.decisions.map(({ text }) => text)).toEqual(['to meet every quarter']);
	expect(screen.actions).toEqual([]);
	expect(screen.label).toBe('TLP:GREEN');
	expect(JSON.stringify(screen)).not.toMatch(/warehouse|name the source|annex/);
});

it('shows decisions and conclusions newest first, without withdrawn ones', async () => {
	const gone = await decide(notes, 'zero', 'decision');
	for (const [text, kind] of [
		['one', 'decision'],
		['two', 'conclusion'],
		['three', 'decision']
	] as const)
		await decide(notes, text, kind);
	await board.rooms.edit(notes, (doc) => withdrawDecision(doc, gone));
	await board.projector.project(notes);
	const { decisions } = await projected();
	expect(decisions.map(({ text }) => text)).toEqual(['three', 'two', 'one']);
});
