import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { stampSchema, textOf } from '#shared/board/schema.ts';
import { newId, type DocumentId, type VersionId } from '#shared/ids.ts';
import {
	done,
	jointSession,
	type JointSession,
	type Seat
} from '../../tests/support/joint-session.ts';
import { troubledDocuments } from '../sessions/troubled-documents.ts';
import { linesIn, writeLine } from '../../tests/support/lines.ts';

const DAMAGED = new Uint8Array([1, 2, 3]);

let board: JointSession;
let chair: Seat;
let olga: Seat;
let notes: DocumentId;

beforeEach(async () => {
	board = await jointSession();
	chair = await board.seat('Chair', 'EUROJUST', 'chair');
	olga = await board.seat('Olga', 'US-DOJ', 'delegate');
	notes = await board.document();
});
afterEach(() => board.end());

/** As a disk may leave it: nobody has the document open, and what is stored are no updates. */
async function damage(document: DocumentId): Promise<void> {
	await board.database
		.updateTable('document_update')
		.set({ data: DAMAGED })
		.where('document_id', '=', document)
		.execute();
}

/** Keeps a version with these words, or with bytes that cannot be read. */
async function keep(words: string | Uint8Array, seq: number): Promise<VersionId> {
	const id = newId<VersionId>();
	const version = { id, seq, label: 'Kept', by: chair.person, at: seq };
	const state = typeof words === 'string' ? stateWith(words) : words;
	await board.documentLog.keepVersion(notes, version, state);
	return id;
}

function stateWith(words: string): Uint8Array {
	const doc = new Y.Doc();
	stampSchema(doc);
	writeLine(textOf(doc), words);
	return Y.encodeStateAsUpdate(doc);
}

async function makeAdministrator({ person }: Seat): Promise<void> {
	await board.database
		.updateTable('person')
		.set({ administrator: 1 })
		.where('id', '=', person)
		.execute();
}

const recover = ({ person }: Seat) => board.recovery.recover(person, notes);
const text = () => board.read(notes, (doc) => linesIn(textOf(doc)).join('|'));
const kept = () => board.database.selectFrom('document_damaged').selectAll().execute();

describe('a damaged document', () => {
	it('comes back as its newest version that can be read, and its bytes are kept aside', async () => {
		const good = await keep('Two.', 2);
		await keep('One.', 1);
		await keep(DAMAGED, 3);
		await damage(notes);
		expect(await board.reading.read(notes, 'head')).toMatchObject({ trouble: 'damaged' });
		expect(await recover(chair)).toBe(good);
		expect(await text()).toBe('Two.');
		expect(await kept()).toMatchObject([
			{ document_id: notes, kind: 'update', seq: 1, data: DAMAGED }
		]);
		const [entry] = await board.audit.list(board.session);
		expect(entry).toMatchObject({
			...{ command: 'document.recover', outcome: 'done', person: chair.person },
			detail: { version: good }
		});
	});

	it('can be read and written at once, and no longer counts as unreadable', async () => {
		await keep('One.', 1);
		await damage(notes);
		await board.reading.read(notes, 'head');
		const told: (string | undefined)[] = [];
		board.reading.onTrouble((id) => told.push(board.reading.troubleWith(id)?.trouble));
		done(await recover(chair));
		expect(told).toEqual([undefined]);
		await board.edit(notes, (doc) => writeLine(textOf(doc), ''));
		expect(await board.reading.read(notes, 'paper')).toMatchObject({ kind: 'read', head: 3 });
	});

	it('is brought back by those who keep the record, or an administrator from outside', async () => {
		await keep('One.', 1);
		await damage(notes);
		expect(await recover(olga)).toEqual({ refused: 'forbidden' });
		const ruth = await board.seat('Ruth', 'EC', 'observer');
		await board.participation.remove(chair.person, board.session, ruth.person);
		expect(await recover(ruth)).toEqual({ refused: 'not-found' });
		await makeAdministrator(ruth);
		done(await recover(ruth));
	});

	it('without a good version stays as it is', async () => {
		await keep(DAMAGED, 1);
		await damage(notes);
		expect(await recover(chair)).toEqual({ refused: 'no-good-version' });
		expect(await kept()).toEqual([]);
	});

	it('does not keep its session from being looked through before it is closed', async () => {
		await damage(notes);
		const reader = { ...chair, role: 'chair' } as const;
		expect(await board.closing.missing(reader, board.session, undefined)).toContainEqual(
			expect.objectContaining({ code: 'document-unreadable', document: notes })
		);
	});
});

describe('a document that can be read', () => {
	it('is left alone, also while it is open and only its bytes on disk are damaged', async () => {
		await keep('One.', 1);
		expect(await recover(chair)).toEqual({ refused: 'document-readable' });
		await board.edit(notes, (doc) => writeLine(textOf(doc), ''));
		await damage(notes);
		expect(await recover(chair)).toEqual({ refused: 'document-readable' });
		expect(await kept()).toEqual([]);
	});
});

describe('the documents that cannot be read', () => {
	it('are listed for administrators without the title of what not all may read', async () => {
		const annex = await board.document({
			...{ kind: 'annex', title: 'Informants', audience: [chair.organisation] }
		});
		for (const id of [notes, annex]) {
			await damage(id);
			await board.reading.read(id, 'head');
		}
		const session = (await board.sessions.details(board.session))?.reference;
		const since = expect.any(Number) as number;
		expect(await troubledDocuments(board.database, board.reading)).toEqual([
			{ id: notes, kind: 'board', title: 'Notes', session, since, trouble: 'damaged' },
			{ id: annex, kind: 'annex', title: undefined, session, since, trouble: 'damaged' }
		]);
	});
});
