import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readActions } from '#shared/board/actions.ts';
import { textOf } from '#shared/board/schema.ts';
import type { DocumentId } from '#shared/ids.ts';
import { schemaOf } from '#shared/first-schema/upgrade.ts';
import {
	done,
	jointSession,
	type JointSession,
	type Seat
} from '../../tests/support/joint-session.ts';
import { linesIn, writeLine } from '../../tests/support/lines.ts';

const FIXTURE = new URL('../../tests/fixtures/schema-1.base64', import.meta.url);
const EARLIER = Buffer.from(readFileSync(FIXTURE, 'utf8'), 'base64');

let board: JointSession;
let chair: Seat;
let paper: DocumentId;

beforeEach(async () => {
	board = await jointSession();
	chair = await board.seat('Chair', 'EUROJUST', 'chair');
	paper = await earlier(EARLIER);
});
afterEach(() => board.end());

/** A document as the program before this one stored it. */
async function earlier(data: Uint8Array): Promise<DocumentId> {
	const id = await board.document({ kind: 'briefing' });
	const { database } = board;
	await database.updateTable('document').set({ schema: 1 }).where('id', '=', id).execute();
	await database
		.updateTable('document_update')
		.set({ data })
		.where('document_id', '=', id)
		.execute();
	return id;
}

const standing = (id: DocumentId) => board.documents.standing(chair.person, id);

describe('a document of the first schema', () => {
	it('is one of lines after the start, with its records, and goes on', async () => {
		await board.upgrades.run();
		const read = await board.read(paper, (doc) => ({
			schema: schemaOf(doc),
			lines: linesIn(textOf(doc)).length,
			actions: readActions(doc).length
		}));
		expect(read).toMatchObject({ schema: 2, actions: 1 });
		expect(read?.lines).toBeGreaterThan(5);
		await board.edit(paper, (doc) => writeLine(textOf(doc), 'and more'));
		expect((await standing(paper)).isBehind).toBe(false);
	});

	it('is kept as a version before, which can still be read and restored', async () => {
		await board.upgrades.run();
		const words = () => board.read(paper, (doc) => linesIn(textOf(doc)));
		const before = await words();
		await board.edit(paper, (doc) => writeLine(textOf(doc), 'and more'));
		const [version, ...others] = done(await board.versions.list(chair.person, paper));
		expect(others).toEqual([]);
		expect(version).toMatchObject({ reason: 'migration' });
		if (!version) return;
		const { sections } = done(await board.versions.read(chair.person, paper, version.id));
		expect(sections).toHaveLength(1);
		done(await board.versions.restore(chair.person, paper, version.id));
		expect(await words()).toEqual(before);
	});

	it('is upgraded once', async () => {
		await board.upgrades.run();
		const head = await board.read(paper, (_, at) => at);
		await board.upgrades.run();
		expect(await board.read(paper, (_, at) => at)).toBe(head);
	});

	it('that cannot be read stays as it is, nobody opens it, and the others are upgraded', async () => {
		const broken = await earlier(new Uint8Array([1, 2, 3]));
		await board.upgrades.run();
		expect((await standing(broken)).isBehind).toBe(true);
		expect((await standing(paper)).isBehind).toBe(false);
	});
});
