import { readFile } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { addAction, readActions } from '#shared/board/actions.ts';
import { notesOf, textOf } from '#shared/board/schema.ts';
import { newId, type ActionId, type AgendaItemId, type DocumentId } from '#shared/ids.ts';
import { isRefusal } from '#shared/refusals.ts';
import { startBehind } from '#shared/text/place.ts';
import type { LineId } from '#shared/text/line-id.ts';
import { headsOf, lettersBehind } from '#shared/text/place.ts';
import { insertLine } from '#shared/text/write.ts';
import { databaseFile } from '../store/connect.ts';
import {
	done,
	jointSession,
	type JointSession,
	type Seat
} from '../../tests/support/joint-session.ts';
import { linesIn } from '../../tests/support/lines.ts';
import { newAction } from '../../tests/support/series.ts';
import { draftOf } from '../../tests/support/server-edit.ts';
import type { Wish } from './restrictions.ts';

const item = newId<AgendaItemId>();
const LINES = ['Welcome', 'The informant is called Viktor', 'He meets Oksana on Monday', 'Lunch'];

let board: JointSession;
let chair: Seat;
let olga: Seat;
let other: Seat;
let notes: DocumentId;
let ids: LineId[];

beforeEach(async () => {
	board = await jointSession();
	chair = await board.seat('Chair', 'EUROJUST', 'chair');
	olga = await board.seat('Olga', 'US-DOJ', 'delegate');
	other = await board.seat('Other', 'EC', 'delegate');
	notes = await board.document();
	ids = LINES.map(() => newId() as string as LineId);
	await board.write(notes, (doc) => {
		for (const [at, words] of LINES.entries()) writeAt(notesOf(doc, item), ids[at], words);
	});
});
afterEach(() => board.end());

function writeAt(text: Y.Text, id = newId() as string as LineId, words = ''): void {
	insertLine(text, text.length, { id, kind: 'paragraph' }, [{ text: words, marks: [] }]);
}

/** The second and third line, for the delegations of Olga and the chair. */
function wish(over: Partial<Wish> = {}): Wish {
	const [, first, ...others] = ids;
	const lines: Wish['lines'] = [first ?? newId<never>(), ...others.slice(0, 1)];
	const organisations = [olga.organisation, chair.organisation];
	const marked = { label: 'TLP:AMBER+STRICT', organisations, persons: [], isTraced: true } as const;
	return { item, lines, ...marked, ...over };
}

const restrict = async (over: Partial<Wish> = {}, by = olga) =>
	done(await board.restrictions.restrict(by.person, notes, wish(over)));

const said = (document = notes) =>
	board.read(document, (doc) => linesIn(document === notes ? notesOf(doc, item) : textOf(doc)));

/** Everything that is stored of the notes. */
async function stored(): Promise<string> {
	await board.documentLog.scrub();
	const tables = [
		'document_update',
		'document_snapshot',
		'document_version',
		'held_change'
	] as const;
	const rows = await Promise.all(
		tables.map((table) =>
			board.database.selectFrom(table).select('data').where('document_id', '=', notes).execute()
		)
	);
	const journal = await board.database.selectFrom('document_journal').select('data').execute();
	return [...rows.flat(), ...journal]
		.map(({ data }) => Buffer.from(data).toString('latin1'))
		.join();
}

/** Types in a line of the notes, in a copy that has not heard of anything since. */
const typing = (line: number, offset: number, words: string) =>
	draftOf(board.rooms, notes, (doc) => {
		const text = notesOf(doc, item);
		const head = headsOf(text)[line];
		const at = offset < 0 ? lettersBehind(text, head).length : offset;
		text.insert(startBehind(head) + at, words);
	});

describe('restricting lines', () => {
	it('moves them into an annex of its own, which only its audience may read', async () => {
		const annex = await restrict();
		expect(await said()).toEqual(['Welcome', 'Lunch']);
		expect(await said(annex)).toEqual(LINES.slice(1, 3));
		expect(await board.documents.access(olga.person, annex)).toBe('write');
		expect(await board.documents.access(other.person, annex)).toBe('none');
		expect((await board.documents.head(annex))?.title).toBe('The informant is called Viktor');
	});

	it('keeps who wrote them, and what else is to be heeded', async () => {
		await board.database.updateTable('document').set({ caveat: 'LIMITE' }).execute();
		const line = newId() as string as LineId;
		await board.write(notes, (doc) => writeAt(notesOf(doc, item), line, 'by Olga'), olga.person);
		const annex = await restrict({ lines: [line] }, chair);
		expect((await board.documents.head(annex))?.caveat).toBe('LIMITE');
		const authors = await board.rooms.authors(annex);
		const letter = await board.read(annex, (doc) =>
			headsOf(textOf(doc)).map((head) => head._item?.right?.id)
		);
		const [first] = letter ?? [];
		expect(first && authors?.of(first.client, first.clock)).toBe(olga.person);
	});

	it('leaves nothing of them in the document, its versions, its log and what is found', async () => {
		await board.rooms.versions.keep(notes, { label: 'before', by: chair.person });
		await board.searchIndex.catchUp();
		expect(await stored()).toContain('Viktor');
		const annex = await restrict();
		const all = await stored();
		for (const word of ['Viktor', 'Oksana', 'informant']) expect(all).not.toContain(word);
		expect(all).toContain('Welcome');
		const found = await board.database.selectFrom('search_word').select('word').execute();
		expect(found.map(({ word }) => word)).not.toContain('viktor');
		const [version] = await board.rooms.versions.list(notes);
		const state = version && (await board.rooms.versions.state(notes, version.id));
		const before = new Y.Doc();
		Y.applyUpdate(before, state ?? new Uint8Array([0, 0]));
		expect(linesIn(notesOf(before, item))).toEqual(['Welcome', 'Lunch']);

		await board.database.deleteFrom('document').where('id', '=', annex).execute();
		await board.documentLog.scrub();
		const file = await readFile(databaseFile(board.folder), 'latin1');
		expect(file).not.toContain('Viktor'); // what was deleted is overwritten
	});

	it('takes what came late to the annex, as its writer’s, where they saw it', async () => {
		const [early, next] = [await typing(1, -1, ' Petrov'), await typing(3, -1, ' at noon')];
		const annex = await restrict();
		for (const draft of [early, next])
			if (draft?.update) await board.rooms.take(notes, draft.update, other.person);
		await board.latePlaces.put(notes);
		expect(await said()).toEqual(['Welcome', 'Lunch at noon']);
		expect(await said(annex)).toEqual(['The informant is called Viktor Petrov', LINES[2]]);
		expect(await stored()).not.toContain('Petrov');
		expect(await board.database.selectFrom('late_words').selectAll().execute()).toEqual([]);
		const authors = await board.rooms.authors(annex);
		expect(authors?.owners().names).toContain(other.person);
	});

	it('gives the annex the records of its lines, with their numbers and history', async () => {
		const id = newId<ActionId>();
		const card = newId() as string as LineId;
		await board.write(notes, (doc) => {
			addAction(doc, newAction('Protect Viktor', { id, leadOrganisation: olga.organisation }));
			const fields = { id: card, kind: `action:${id}` };
			insertLine(notesOf(doc, item), notesOf(doc, item).length, fields);
		});
		await board.write(notes, (doc) =>
			addAction(doc, newAction('Book lunch', { leadOrganisation: olga.organisation }))
		);
		const annex = await restrict({ lines: [card] });
		expect(await board.registers.numbersOf(annex)).toEqual({ [id]: 'JS-01-A1' });
		expect(await board.read(annex, (doc) => readActions(doc))).toMatchObject([{ id }]);
		expect(await board.read(notes, (doc) => readActions(doc).map(({ text }) => text))).toEqual([
			'Book lunch'
		]);
		const texts = async (who: Seat) =>
			(await board.actions.of(who.person)).map(({ reference, text }) => `${reference} ${text}`);
		expect(await texts(olga)).toEqual(['JS-01-A1 Protect Viktor', 'JS-01-A2 Book lunch']);
		expect(await texts(other)).toEqual(['JS-01-A2 Book lunch']);
		const row = board.database.selectFrom('action').select(['document_id', 'void']);
		expect(await row.where('id', '=', id).execute()).toEqual([{ document_id: annex, void: 0 }]);
		expect(await stored()).not.toContain('Protect');
	});

	it('leaves what is agreed to those who keep the record', async () => {
		const id = newId<ActionId>();
		const card = newId() as string as LineId;
		await board.write(notes, (doc) => {
			addAction(doc, newAction('Agreed by all', { id, leadOrganisation: olga.organisation }));
			const fields = { id: card, kind: `action:${id}` };
			insertLine(notesOf(doc, item), notesOf(doc, item).length, fields);
		});
		await board.database.updateTable('action').set({ status: 'agreed' }).execute();
		const refused = await board.restrictions.restrict(olga.person, notes, wish({ lines: [card] }));
		expect(refused).toMatchObject({ refused: 'forbidden' });
		expect(await board.read(notes, (doc) => readActions(doc))).toMatchObject([{ id }]);
		const annex = await restrict({ lines: [card] }, chair);
		expect(await board.read(annex, (doc) => readActions(doc))).toMatchObject([{ id }]);
	});

	it('is no way to open what comes from others: never lower, wider or without them', async () => {
		const briefing = await board.document({
			...{ kind: 'briefing', label: 'TLP:AMBER', originator: other.organisation },
			audience: [olga.organisation, other.organisation]
		});
		const line = newId() as string as LineId;
		await board.write(briefing, (doc) => writeAt(textOf(doc), line, 'from a source'));
		const mine = { lines: [line], item: undefined, label: 'TLP:AMBER+STRICT' } as const;
		const ask = (organisations: Wish['organisations']) =>
			board.restrictions.restrict(olga.person, briefing, wish({ ...mine, organisations }));
		expect(await ask([olga.organisation])).toEqual({ refused: 'originator-left-out' });
		const annex = done(await ask([olga.organisation, other.organisation]));
		const mark = async (label: 'TLP:CLEAR' | 'TLP:AMBER', organisations: Wish['organisations']) => {
			const audience = { organisations, persons: [] };
			const asked = { label, audience, caveat: '', reason: 'because', seen: 0 };
			return board.markings.mark(olga.person, annex, asked);
		};
		const both = [olga.organisation, other.organisation];
		expect(await mark('TLP:CLEAR', both)).toMatchObject({ refused: 'bad-request' });
		expect(await mark('TLP:AMBER', [...both, chair.organisation])).toMatchObject({
			refused: 'bad-request'
		});
		expect(await mark('TLP:AMBER', both)).toBeUndefined();
	});

	it('says where something is withheld to those whom its author tells, and nothing else', async () => {
		const annex = await restrict();
		const places = (who: Seat, role: 'delegate') =>
			board.withheldIn(board.session, { ...who, role });
		const place = { document: notes, item, label: 'TLP:AMBER+STRICT' };
		expect(await places(olga, 'delegate')).toMatchObject([{ ...place, annex }]);
		const [seen] = await places(other, 'delegate');
		expect(seen).toMatchObject({ ...place, annex: undefined, originator: 'US-DOJ' });
		const secret = await restrict({ lines: [ids[3] ?? newId<never>()], isTraced: false });
		expect((await places(olga, 'delegate')).map((one) => one.annex)).toEqual([annex, secret]);
		expect(await places(other, 'delegate')).toHaveLength(1);
	});

	it('numbers what is agreed in an annex without a trace in a series of its own, which tells nobody of a gap', async () => {
		const add = (document: DocumentId, words: string) =>
			board.write(document, (doc) =>
				addAction(doc, newAction(words, { leadOrganisation: olga.organisation }))
			);
		const annex = await restrict({ isTraced: false });
		const traced = await restrict({ lines: [ids[3] ?? newId<never>()] });
		await add(notes, 'first');
		await add(annex, 'secret');
		await add(annex, 'more secret');
		await add(traced, 'known to be there');
		await add(notes, 'last');
		const numbers = async (document: DocumentId) =>
			Object.values(await board.registers.numbersOf(document)).sort();
		expect(await numbers(notes)).toEqual(['JS-01-A1', 'JS-01-A3']);
		expect(await numbers(traced)).toEqual(['JS-01-A2']);
		const [first = '', second = ''] = await numbers(annex);
		expect(first).toMatch(/^JS-01-A\d{2,3}0001$/);
		expect(second).toBe(first.replace(/1$/, '2'));
	});

	it('is finished after a crash, or undone where nothing was taken out yet', async () => {
		const annex = await restrict();
		await board.database.updateTable('restriction').set({ done_at: null }).execute();
		expect(await board.forgetting.resume()).toEqual([notes]);
		await board.forgetting.finish(notes);
		expect(await said(annex)).toEqual(LINES.slice(1, 3));
		const { done_at } = await board.database
			.selectFrom('restriction')
			.select('done_at')
			.executeTakeFirstOrThrow();
		expect(done_at).not.toBeNull();
		await board.database
			.updateTable('restriction')
			.set({ done_at: null, marker_client: 7, marker_clock: 1 })
			.execute();
		await board.forgetting.resume();
		expect(await board.documents.head(annex)).toBeUndefined();
	});

	it('is refused to readers, for nobody, beyond the readers, without oneself, and for lines that are not together', async () => {
		const observer = await board.seat('Observer', 'US-DOJ', 'observer');
		const stranger = newId<typeof olga.organisation>();
		const refused = async (over: Partial<Wish>, by = olga) => {
			const answer = await board.restrictions.restrict(by.person, notes, wish(over));
			return isRefusal(answer) ? answer.refused : 'done';
		};
		expect(await refused({}, observer)).toBe('forbidden');
		expect(await refused({ organisations: [] })).toBe('bad-request');
		expect(await refused({ organisations: [other.organisation] })).toBe('bad-request');
		expect(await refused({ organisations: [olga.organisation, stranger] })).toBe('bad-request');
		const [first, , , last] = ids;
		if (first && last) expect(await refused({ lines: [first, last] })).toBe('bad-request');
		expect(await refused({ lines: [newId<never>()] })).toBe('order-stale');
		await board.database.updateTable('document').set({ label: 'TLP:AMBER' }).execute();
		expect(await refused({ label: 'TLP:GREEN' })).toBe('bad-request');
		expect(await said()).toEqual(LINES);
		const left = await board.database.selectFrom('document').select('kind').execute();
		expect(left.map(({ kind }) => kind)).not.toContain('annex');
		await restrict({ organisations: [], persons: [olga.person] });
		expect(await said()).toEqual(['Welcome', 'Lunch']);
	});
});
