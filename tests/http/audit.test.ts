import { createHash } from 'node:crypto';
import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '#shared/ids.ts';
import { listeners } from '../support/listener.ts';
import { holdMeeting, PEOPLE, type Meeting, type Who } from '../support/meeting.ts';
import { rowOf, rowsOf } from '../support/meeting-rows.ts';
import { start } from '../support/started.ts';
import { StockClient } from '../support/stock-client.ts';

/** The July meeting; the delegate of the Commission is its auditor. */
let meeting: Meeting;
/** A briefing for US-DOJ and Eurojust, with words of which nothing may be in the audit. */
let briefing: string;
let client: StockClient;
const { hear, close } = listeners(() => meeting);

const idOf = (who: Who) =>
	rowOf<{ id: string }>(meeting, `select id from person where email = '${PEOPLE[who]}'`).id;
const at = (code: string) =>
	rowOf<{ id: string }>(meeting, `select id from organisation where code = '${code}'`).id;
const to = (what: string, person: string, who: Who = 'outsider') =>
	meeting.post(who, `/administration?/${what}`, new URLSearchParams({ person }));

interface Read {
	readonly person: string;
	readonly way: string;
}
/** How a document was read: `olga editor`. */
const readsOf = (document: string) =>
	rowsOf<Read>(
		meeting,
		`select (select email from person where id = person_id) as person, json_extract(detail, '$.way') as way
			from audit where command = 'document.read' and outcome = 'done' and detail like '%${document}%' order by seq`
	).map(
		({ person, way }) =>
			`${Object.entries(PEOPLE).find(([, email]) => email === person)?.[0]} ${way}`
	);
const last = () =>
	rowOf<{ command: string; outcome: string; detail: string; person: string }>(
		meeting,
		'select command, outcome, detail, person_id as person from audit order by seq desc limit 1'
	);

beforeAll(async () => {
	meeting = await holdMeeting();
	await to('giveAudit', idOf('commission'));
	const made = await meeting.post('olga', `/api/sessions/${meeting.session}/documents`, {
		...{ kind: 'briefing', title: 'Secretplace', label: 'TLP:AMBER' },
		audience: { organisations: [at('US-DOJ'), at('EUROJUST')], persons: [] }
	});
	briefing = ((await made.json()) as { id: string }).id;
	client = await StockClient.open(meeting, briefing, 'olga');
	client.text.insert(0, 'Secretwords of the warehouses');
	await client.saved();
});
afterAll(async () => {
	close();
	client?.end();
	await meeting?.end();
});

const lines = async (query = '') => {
	const text = await (await meeting.get('commission', `/audit/export${query}`)).text();
	return text
		.split('\n')
		.filter(Boolean)
		.map((line) => JSON.parse(line) as Record<string, string | number | null>);
};

describe('reading what not everybody may read', () => {
	it('is audited with its way, once', async () => {
		expect(readsOf(briefing)).toContain('olga editor');
		const again = await StockClient.open(meeting, briefing, 'olga');
		again.end();
		const page = `/sessions/${meeting.session}?document=${briefing}`;
		expect((await meeting.get('chair', page)).status).toBe(200);
		expect(
			(await meeting.get('rapporteur', `/sessions/${meeting.session}/minutes/paper`)).status
		).toBe(200);
		const kept = await meeting.post('olga', `/api/documents/${briefing}/versions`, {
			label: 'one'
		});
		expect(kept.status).toBe(200);
		const version = rowOf<{ id: string }>(
			meeting,
			`select id from document_version where document_id = '${briefing}' order by at desc limit 1`
		).id;
		await meeting.get('olga', `/api/documents/${briefing}/versions/${version}`);
		await meeting.get('chair', `/api/documents/${briefing}/versions/now/authorship`);
		expect(readsOf(briefing).toSorted()).toEqual(
			['chair version', 'olga editor', 'olga version', 'rapporteur minutes'].toSorted()
		);
	});

	it('is not audited of what everybody may read, and when there is nothing to tell of it', async () => {
		const ears = await hear('chair');
		await ears.hears('records');
		expect(readsOf(briefing).filter((read) => read === 'chair records')).toEqual([]); // it has none
		const board = rowOf<{ id: string }>(meeting, "select id from document where kind = 'board'").id;
		const open = await StockClient.open(meeting, board, 'olga');
		open.end();
		expect(readsOf(board)).toEqual([]);
	});

	it('is not said of those outside, who do not get it', async () => {
		const answer = await meeting.get('ukraine', `/api/documents/${briefing}/versions`);
		expect(answer.status).toBe(404);
		expect(readsOf(briefing).some((read) => read.startsWith('ukraine'))).toBe(false);
	});
});

describe('what leaves the board', () => {
	it('is audited: files of minutes and registers, calendar files and links', async () => {
		const file = `/api/actions/${newId()}/calendar?document=${newId()}`;
		expect((await meeting.get('olga', file)).status).toBe(404);
		expect(last()).toMatchObject({
			...{ command: 'calendar.file', outcome: 'not-found', person: idOf('olga') }
		});
		const form = new URLSearchParams({ whose: 'mine' });
		const made = await meeting.post('olga', '/calendar-feeds?/create', form);
		const link = /\/calendar\/[\w-]+/.exec(await made.text())?.[0] ?? '';
		expect((await fetch(meeting.address + link)).status).toBe(200);
		expect((await fetch(meeting.address + link)).status).toBe(200);
		const read = rowsOf(meeting, "select 1 from audit where command = 'calendar.read'");
		expect(read).toHaveLength(1);
		await (await meeting.get('olga', '/actions/export?format=csv&show=all')).text();
		expect(last()).toMatchObject({ command: 'register.export', outcome: 'done' });
	});
});

describe('an auditor', () => {
	it('is made by an administrator, who is none, and not by themselves', async () => {
		for (const path of ['/audit', '/audit/export'])
			for (const who of ['outsider', 'chair', 'olga'] as const)
				expect([path, who, (await meeting.get(who, path)).status]).toEqual([path, who, 404]);
		const data = await (await meeting.get('outsider', '/audit/__data.json')).text();
		expect([data.includes('login.start'), data.includes('chains')]).toEqual([false, false]);
		expect((await to('giveAudit', idOf('outsider'))).status).toBe(409);
		expect(last()).toMatchObject({ command: 'auditor.give', outcome: 'own-audit' });
		expect((await to('giveAudit', idOf('chair'), 'chair')).status).toBe(404);
		expect((await meeting.get('commission', '/audit')).status).toBe(200);
		expect((await meeting.get('commission', '/administration')).status).toBe(404);
	});

	it('ends being one at once', async () => {
		const observer = idOf('observer');
		await meeting.get('observer', '/');
		await to('giveAudit', observer);
		expect((await meeting.get('observer', '/audit')).status).toBe(200);
		await to('takeAudit', observer);
		expect((await meeting.get('observer', '/audit')).status).toBe(404);
		const deeds = rowsOf<{ command: string; outcome: string }>(
			meeting,
			`select command, outcome from audit where detail like '%${observer}%' or person_id = '${observer}' order by seq`
		).map(({ command, outcome }) => `${command} ${outcome}`);
		expect(deeds.slice(-4)).toEqual([
			...['auditor.give done', 'audit.read done', 'auditor.take done', 'audit.read not-found']
		]);
	});

	it('sees who did what by name, and no words or titles of documents', async () => {
		const page = await (await meeting.get('commission', `/audit?chain=${meeting.session}`)).text();
		expect(page).toContain('Add a document');
		const { name } = rowOf<{ name: string }>(
			meeting,
			`select name from person where id = '${idOf('olga')}'`
		);
		expect(page.split('<table')[1]).toContain(name);
		const all = await (await meeting.get('commission', '/audit/export')).text();
		const { title } = rowOf<{ title: string }>(meeting, 'select title from session');
		for (const words of ['Secretplace', 'Secretwords', title]) {
			expect(page).not.toContain(words);
			expect(all).not.toContain(words);
		}
		expect(all).not.toContain(name); // ids of people, never names
	});

	it('filters and pages', async () => {
		const only = async (query: string) =>
			new Set((await lines(query)).map(({ command }) => command));
		expect(await only('?deed=document.add')).toEqual(new Set(['document.add']));
		expect(await lines(`?person=${idOf('commission')}&outcome=refused`)).toEqual([]);
		expect((await lines(`?person=${idOf('olga')}`)).length).toBeGreaterThan(3);
		expect(await lines('?from=2099-01-01')).toEqual([]);
		expect((await lines('?to=2099-01-01')).length).toBe((await lines()).length - 1); // and that export
		for (const query of ['?before=x', '?chain=<x>&person=1&deed=x&outcome=x&from=x&to=2024-99-99'])
			expect((await meeting.get('commission', `/audit${query}`)).status).toBe(200);
	});

	it('takes away rows that another program can verify, which is audited', async () => {
		const rows = await lines(`?chain=${meeting.session}`);
		expect(last()).toMatchObject({ command: 'audit.export', outcome: 'done' });
		let previous = '';
		for (const row of rows) {
			const {
				chain,
				position,
				seq,
				at: when,
				person_id,
				session_id,
				command,
				detail,
				outcome
			} = row;
			const said = [command, detail, outcome];
			const form = [chain, position, row['previous'], seq, when, person_id, session_id, ...said];
			const hash = createHash('sha256').update(JSON.stringify(form)).digest('hex');
			expect([row['previous'], row['hash']]).toEqual([previous, hash]);
			previous = hash;
		}
		expect(rows.length).toBeGreaterThan(0);
	});

	it('verifies a chain', async () => {
		const page = await meeting.get('commission', `/audit?chain=${meeting.session}&verify=yes`);
		expect(await page.text()).toMatch(/All \d+ rows of this chain are as they were written/);
	});
});

const saying = (words: string): unknown => expect.stringContaining(words);

describe('npm run audit:verify', () => {
	const verify = async (...args: string[]) => {
		const env = { DATA_DIR: meeting.folder };
		const { code, stdout, stderr } = await start({ mode: 'audit-verify', args, env }).ended;
		return { code, said: stdout + stderr };
	};

	it('finds nothing wrong while the board runs, knows a head of earlier, and then what was altered', async () => {
		const sound = await verify();
		expect(sound).toMatchObject({ code: 0 });
		const [, head = ''] = /installation \d+ ([0-9a-f]{64})/.exec(sound.said) ?? [];
		expect(await verify('--head', head)).toMatchObject({ code: 0 });
		expect(await verify('--head', '00')).toMatchObject({
			...{ code: 1, said: saying('No row has the hash 00') }
		});
		expect(await verify('--all')).toMatchObject({
			...{ code: 1, said: saying('Usage') }
		});

		const database = new DatabaseSync(join(meeting.folder, 'board.sqlite'));
		database.exec(`drop trigger audit_no_update;
			update audit set outcome = 'forbidden' where chain = '${meeting.session}' and position = 2`);
		database.close();
		expect(await verify()).toMatchObject({
			...{ code: 1, said: saying(`altered: ${meeting.session} 2:`) }
		});
		const page = await meeting.get('commission', `/audit?chain=${meeting.session}&verify=yes`);
		expect(await page.text()).toContain('This row is not as it was written');
	});
});
