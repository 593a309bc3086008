import { createHash } from 'node:crypto';
import { readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addAction } from '#shared/board/actions.ts';
import { notesOf } from '#shared/board/schema.ts';
import type { FileView } from '#shared/files/file-view.ts';
import { newId, type ActionId, type AgendaItemId } from '#shared/ids.ts';
import type { MarkingView } from '#shared/marking-view.ts';
import type { LineId } from '#shared/text/line-id.ts';
import { insertLine } from '#shared/text/write.ts';
import { sendFile } from '../support/files.ts';
import { holdMeeting, type Meeting, type Who } from '../support/meeting.ts';
import { rowOf, rowsOf } from '../support/meeting-rows.ts';
import { StockClient } from '../support/stock-client.ts';
import { exif, jpeg, jpegSegment, png } from '../support/sample-pictures.ts';

let meeting: Meeting;
let board: string;

beforeAll(async () => {
	meeting = await holdMeeting();
	board = rowOf<{ id: string }>(meeting, "select id from document where kind = 'board'").id;
});
afterAll(() => meeting.end());

const organisation = (code: string) =>
	rowOf<{ id: string }>(meeting, `select id from organisation where code = '${code}'`).id;
const only = (...codes: string[]) => ({ organisations: codes.map(organisation), persons: [] });
const bytesOf = (text: string) => new TextEncoder().encode(text);
const ON = { place: { on: 'document' } } as const;

async function add(who: Who, head: object, bytes: Uint8Array, document = board): Promise<string> {
	const sent = await sendFile(meeting, who, document, { head: { ...ON, ...head }, bytes });
	expect(sent.status, await sent.clone().text()).toBe(201);
	return ((await sent.json()) as { file: string }).file;
}
const pathOf = (file: string, document = board) => `/api/documents/${document}/files/${file}`;
async function filesOf(who: Who, document = board): Promise<readonly FileView[]> {
	const answer = await meeting.get(who, `/api/sessions/${meeting.session}/files`);
	const { files } = (await answer.json()) as { files: FileView[] };
	return files.filter((file) => file.document === document);
}
async function may(who: Who, file: string, document = board): Promise<number> {
	const answer = await meeting.get(who, pathOf(file, document));
	await answer.arrayBuffer();
	return answer.status;
}
const audited = (file: string) =>
	rowsOf<{ command: string; outcome: string }>(
		meeting,
		`select command, outcome from audit where detail like '%${file}%' order by seq`
	).map(({ command, outcome }) => `${command} ${outcome}`);

describe('a file', () => {
	it('is had by all who may read its document, as it is kept', async () => {
		const text = bytesOf('what was agreed');
		const file = await add('olga', { name: 'a/b/Letter.txt' }, text);
		const answer = await meeting.get('ukraine', pathOf(file));
		expect(Buffer.from(await answer.arrayBuffer()).toString()).toBe('what was agreed');
		const [seen] = (await filesOf('ukraine')).filter(({ id }) => id === file);
		expect(seen).toMatchObject({
			...{ name: 'Letter.txt', type: 'text', size: text.length, organisation: 'US-DOJ' },
			...{ sha256: createHash('sha256').update(text).digest('hex'), label: 'TLP:CLEAR' },
			...{ mayChange: true, mayRemove: false }
		});
		expect(seen?.mayMark).toBeUndefined();
		expect(await may('observer', file)).toBe(200);
	});

	it('is served so that nothing in it runs, and nothing keeps it', async () => {
		const letter = await add('olga', { name: 'x.txt' }, bytesOf('hello <b>'));
		const picture = await add('olga', { name: 'x.html', alt: 'a map' }, png(2, 2));
		for (const [file, type, how] of [
			[letter, 'text/plain', /^attachment; filename="x.txt"/],
			[picture, 'image/png', /^inline; filename="x.html.png"/]
		] as const) {
			const { headers } = await meeting.get('olga', pathOf(file));
			expect(headers.get('content-type')).toBe(type);
			expect(headers.get('content-disposition')).toMatch(how);
			expect(headers.get('content-security-policy')).toMatch(/^sandbox; default-src 'none'/);
			expect(headers.get('x-content-type-options')).toBe('nosniff');
			expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
			expect(headers.get('cache-control')).toBe('private, no-store');
		}
	});

	it('loses the place where a picture was taken', async () => {
		const secret = 'N 52.0907 E 4.3255';
		const file = await add('olga', { name: 'p.jpg' }, jpeg([jpegSegment(0xe1, exif(6, secret))]));
		const kept = await (await meeting.get('olga', pathOf(file))).arrayBuffer();
		expect(Buffer.from(kept).toString('latin1')).not.toContain(secret);
	});

	it('is not there for a stranger, somebody outside, or through another document', async () => {
		const file = await add('olga', { name: 'x.txt' }, bytesOf('hello'));
		const missing = await meeting.get('outsider', pathOf('abcdefghijkmnpqrstuvwxyz'));
		const refused = await meeting.get('outsider', pathOf(file));
		expect([refused.status, await refused.text()]).toEqual([404, await missing.text()]);
		expect((await fetch(meeting.address + pathOf(file))).status).toBe(401);
		const other = await meeting.post('olga', `/api/sessions/${meeting.session}/documents`, {
			...{ kind: 'annex', title: 'Other', label: 'TLP:GREEN', audience: 'everybody' }
		});
		const { id } = (await other.json()) as { id: string };
		expect(await may('olga', file, id)).toBe(404);
		expect(await filesOf('olga', id)).toEqual([]);
	});

	it('is refused in plain words, and nothing of it is left', async () => {
		const before = await readdir(join(meeting.folder, 'files'));
		for (const [head, bytes, words] of [
			[{ name: 'x.html' }, bytesOf('<p>'), /not attached/],
			[{ name: 'x.txt', label: 'TLP:GREEN', audience: only('EC') }, bytesOf('x'), /yourself/],
			[{ name: 'x.txt', audience: only() }, bytesOf(''), /empty/],
			[{ name: 'x.txt' }, new Uint8Array(25 * 2 ** 20 + 1).fill(65), /larger than 25 MB/]
		] as const) {
			const sent = await sendFile(meeting, 'olga', board, { head: { ...ON, ...head }, bytes });
			expect(sent.status).toBeGreaterThanOrEqual(400);
			expect(((await sent.json()) as { message: string }).message).toMatch(words);
		}
		expect(await readdir(join(meeting.folder, 'files'))).toEqual(before);
	});

	it('is not added by somebody who may only read', async () => {
		const said = { head: { ...ON, name: 'x.txt' }, bytes: bytesOf('x') };
		expect((await sendFile(meeting, 'observer', board, said)).status).toBe(403);
		expect((await sendFile(meeting, 'outsider', board, said)).status).toBe(404);
	});

	it('is described by whoever writes, and removed by those who added it, or keep the record', async () => {
		const file = await add('olga', { name: 'map.png' }, png(2, 2));
		const words = { do: 'describe', alt: 'A map\u202e of routes', isDecorative: false };
		expect((await meeting.post('observer', pathOf(file), words)).status).toBe(403);
		expect((await meeting.post('ukraine', pathOf(file), words)).status).toBe(200);
		const [seen] = (await filesOf('olga')).filter(({ id }) => id === file);
		expect(seen?.alt).toBe('A map of routes');
		expect((await meeting.post('ukraine', pathOf(file), { do: 'remove' })).status).toBe(403);
		expect((await meeting.post('chair', pathOf(file), { do: 'remove' })).status).toBe(200);
		expect(await may('olga', file)).toBe(404);
		expect(await readdir(join(meeting.folder, 'files'))).not.toContain(file);
		expect(audited(file)).toEqual([
			...['file.add done', 'file.describe forbidden', 'file.describe done'],
			...['file.remove forbidden', 'file.remove done']
		]);
	});
});

describe('a file for fewer people than its document', () => {
	it('is there for them alone, and the audit says who had it', async () => {
		const audience = only('US-DOJ', 'EUROJUST');
		const head = { name: 'warrant.txt', label: 'TLP:AMBER', audience };
		const file = await add('olga', head, bytesOf('w'));
		expect([await may('olga', file), await may('chair', file)]).toEqual([200, 200]);
		for (const who of ['ukraine', 'commission', 'observer'] as const) {
			expect(await may(who, file)).toBe(404);
			expect(JSON.stringify(await filesOf(who))).not.toContain(file);
		}
		const paper = async (who: Who) => {
			const answer = await meeting.get(who, `/sessions/${meeting.session}/minutes/paper`);
			return answer.text();
		};
		expect(await paper('chair')).toMatch(/warrant\.txt.*TLP:AMBER/s);
		expect(await paper('ukraine')).not.toMatch(/warrant\.txt|TLP:AMBER/);
		for (const command of [
			{ do: 'describe', alt: 'x', isDecorative: false },
			{ do: 'mark', audience: 'everybody', seen: 0 },
			{ do: 'remove' }
		])
			expect((await meeting.post('ukraine', pathOf(file), command)).status).toBe(404);
		await expect
			.poll(() => audited(file))
			.toEqual(expect.arrayContaining(['file.read done', 'file.read not-found']));
	});

	it('is widened only by those who added it, and marked no lower than its document', async () => {
		const narrow = { label: 'TLP:AMBER', audience: only('US-DOJ', 'EUROJUST') };
		const file = await add('olga', { name: 'w.txt', ...narrow }, bytesOf('w'));
		const mark = (who: Who, more: object) =>
			meeting.post(who, pathOf(file), { do: 'mark', label: 'TLP:AMBER', ...more });
		const open = { audience: 'everybody', seen: 0 };
		expect((await mark('chair', open)).status).toBe(403);
		expect((await mark('olga', open)).status).toBe(200);
		expect(await may('ukraine', file)).toBe(200);
		expect((await mark('olga', open)).status).toBe(409);
		expect((await mark('chair', { audience: only('EUROJUST', 'US-DOJ'), seen: 1 })).status).toBe(
			200
		);
		expect(await may('ukraine', file)).toBe(404);
	});

	it('follows its document at once', async () => {
		const added = await meeting.post('olga', `/api/sessions/${meeting.session}/documents`, {
			...{ kind: 'annex', title: 'Ours', label: 'TLP:GREEN', audience: 'everybody' }
		});
		const { id } = (await added.json()) as { id: string };
		const file = await add('olga', { name: 'x.txt' }, bytesOf('x'), id);
		const marked = await add('olga', { name: 'y.txt', label: 'TLP:AMBER' }, bytesOf('y'), id);
		const seen = await meeting.get('olga', `/api/documents/${id}/marking`);
		const { revision } = (await seen.json()) as MarkingView;
		const asked = { do: 'mark', label: 'TLP:AMBER+STRICT', audience: only('US-DOJ', 'EUROJUST') };
		const more = { caveat: '', reason: 'x', seen: revision };
		expect((await meeting.post('olga', `/api/documents/${id}`, { ...asked, ...more })).status).toBe(
			200
		);
		for (const one of [file, marked]) expect(await may('ukraine', one, id)).toBe(404);
		const labels = (await filesOf('olga', id)).map(({ label }) => label);
		expect(labels).toEqual(['TLP:AMBER+STRICT', 'TLP:AMBER+STRICT']);
		const lower = { do: 'mark', label: 'TLP:GREEN', audience: 'everybody', seen: 0 };
		expect((await meeting.post('olga', pathOf(file, id), lower)).status).toBe(400);
	});
});

describe('a file of an action that is restricted', () => {
	it('goes to the annex with it, and is there for nobody else', async () => {
		const item = rowOf<{ id: AgendaItemId }>(meeting, 'select id from agenda_item').id;
		const client = await StockClient.open(meeting, board, 'olga');
		const [line, action] = [newId() as string as LineId, newId<ActionId>()];
		client.doc.transact(() => {
			addAction(client.doc, {
				...{ id: action, text: 'look into it', leadOrganisation: undefined, item },
				...{ leadPerson: undefined, support: [], unread: [], due: undefined },
				...{ createdBy: undefined, createdAt: new Date().toISOString() }
			});
			const notes = notesOf(client.doc, item);
			insertLine(notes, notes.length, { id: line, kind: `action:${action}` });
		});
		expect(await client.saved()).toBe(true);
		client.end();
		const place = { on: 'action', action };
		const file = await add('olga', { name: 'x.txt', place }, bytesOf('x'));
		expect(await may('ukraine', file)).toBe(200);
		const wish = { label: 'TLP:AMBER+STRICT', ...only('US-DOJ', 'EUROJUST'), isTraced: true };
		const to = `/api/documents/${board}/restrictions`;
		const answer = await meeting.post('olga', to, { item, lines: [line], ...wish });
		expect(answer.status).toBe(200);
		const { annex } = (await answer.json()) as { annex: string };
		for (const who of ['olga', 'ukraine'] as const) expect(await may(who, file)).toBe(404);
		expect([await may('olga', file, annex), await may('ukraine', file, annex)]).toEqual([200, 404]);
		const late = { name: 'y.txt', place };
		const sent = await sendFile(meeting, 'ukraine', board, { head: late, bytes: bytesOf('y') });
		expect([sent.status, await sent.json()]).toMatchObject([409, { code: 'order-stale' }]);
	});
});

describe('the folder of files', () => {
	it('is for the account of the board only', async () => {
		const folder = join(meeting.folder, 'files');
		const file = await add('olga', { name: 'x.txt' }, bytesOf('x'));
		for (const path of [folder, join(folder, file)])
			expect((await stat(path)).mode & 0o077, path).toBe(0);
	});

	it('is cleared at the start of what belongs to no file, and says what is missing', async () => {
		const file = await add('olga', { name: 'x.txt' }, bytesOf('kept'));
		const folder = join(meeting.folder, 'files');
		const orphan = 'abcdefghijkmnpqrstuvwxyz';
		await writeFile(join(folder, orphan), 'x');
		await writeFile(join(folder, '.part-abc'), 'x');
		await writeFile(join(folder, 'somebody’s own.txt'), 'x');
		await meeting.kill();
		await meeting.restart();
		const left = await readdir(folder);
		expect(left).toContain(file);
		expect(left).toContain('somebody’s own.txt');
		expect(left).not.toContain(orphan);
		expect(left).not.toContain('.part-abc');
		expect(await may('olga', file)).toBe(200);
		await writeFile(join(folder, file), 'cut');
		expect(await may('olga', file)).toBe(410);
	});
});
