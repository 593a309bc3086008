import { afterEach, expect, it } from 'vitest';
import * as Y from 'yjs';
import { addAction } from '#shared/board/actions.ts';
import { copiesOf } from '#shared/records/records.ts';
import { newId, type ActionId, type DocumentId } from '#shared/ids.ts';
import { connect } from '#server/store/connect.ts';
import { createDocument } from '#server/sessions/document-rows.ts';
import { createSession } from '#server/sessions/sessions.ts';
import { JULY_MEETING } from '#server/demo/july-meeting.ts';
import { openDatabase, type TestDatabase } from '../support/data-folder.ts';
import { newAction } from '../support/series.ts';
import { start, type Started } from '../support/started.ts';

const NESTED = 3_000; // deep enough for any recursion to fall, and soon made
const RECORDS = 33_000;

let board: Started | undefined;
let store: TestDatabase | undefined;

afterEach(async () => {
	board?.child.kill('SIGKILL');
	await board?.ended;
	await store?.end();
});

/** What somebody may leave in a document, each enough to end the start of an earlier release or a reader of it. */
const POISONS: Readonly<Record<string, (doc: Y.Doc) => void>> = {
	'a date beyond all calendars': (doc) => {
		const id = newId<ActionId>();
		addAction(doc, newAction('late', { id }));
		copiesOf(doc, 'actions', id)[0]?.set('due', '9999-12-31');
	},
	'too many records': (doc) => {
		for (let i = 0; i < RECORDS; i++)
			doc.getMap('actions').set(newId(), new Y.Map([['here', true]]));
	},
	'nodes of every type': (doc) => {
		const odd = [new Y.XmlElement('odd'), new Y.Map(), Y.Array.from(['x', 1]), { a: 1 }];
		for (const one of odd) doc.getText('lines').insertEmbed(0, one);
	},
	'maps nested deep': (doc) => {
		let inside = new Y.Map<unknown>();
		doc.getText('lines').insertEmbed(0, inside);
		for (let i = 0; i < NESTED; i++) {
			const next = new Y.Map<unknown>();
			inside.set('words', next);
			inside = next;
		}
	}
};

it('starts with documents that are poisoned in every way, names what it cannot read, and reads the others', async () => {
	store = await openDatabase();
	const { database, folder } = store;
	const session = await createSession(database, JULY_MEETING, { by: undefined });
	const create = (title: string, content: (doc: Y.Doc) => void) =>
		createDocument(
			database,
			session,
			{ kind: 'briefing', title, label: 'TLP:CLEAR', audience: [] },
			content
		);
	for (const [title, poison] of Object.entries(POISONS)) await create(title, poison);
	const damaged = await create('damaged', () => undefined);
	await damage(damaged);
	const honest = newAction('honest');
	await create('honest', (doc) => addAction(doc, honest));
	await database.destroy();

	board = start({ env: { DATA_DIR: folder } });
	const answer = await fetch(`${await board.address}/healthz`);
	expect(answer.status).toBe(200);
	await board.says(new RegExp(`"document":"${damaged}".*"a document is set aside"`));
	const rows = await rowsOnceThere(folder, honest.id);
	expect(rows).toContainEqual({ text: 'honest', due: null });
	expect(rows).toContainEqual({ text: 'late', due: null });

	async function damage(id: DocumentId): Promise<void> {
		const data = new Uint8Array([1, 2, 3]);
		await database
			.updateTable('document_update')
			.set({ data })
			.where('document_id', '=', id)
			.execute();
	}
});

/** The rows of all actions, as soon as one of them is there. */
async function rowsOnceThere(folder: string, id: ActionId) {
	const database = await connect(folder);
	try {
		for (;;) {
			const rows = await database.selectFrom('action').select(['id', 'text', 'due']).execute();
			if (rows.some((row) => row.id === id)) return rows.map(({ text, due }) => ({ text, due }));
			await new Promise((resolve) => setTimeout(resolve, 50));
		}
	} finally {
		await database.destroy();
	}
}
