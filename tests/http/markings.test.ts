import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Audience } from '#shared/access.ts';
import type { MarkingView } from '#shared/marking-view.ts';
import type { Label } from '#shared/markings.ts';
import { CLOSE } from '#shared/protocol/sync.ts';
import { listeners } from '../support/listener.ts';
import { holdMeeting, PEOPLE, type Meeting, type Who } from '../support/meeting.ts';
import { rowOf, rowsOf } from '../support/meeting-rows.ts';
import { StockClient } from '../support/stock-client.ts';

let meeting: Meeting;
const clients: StockClient[] = [];
const { hear, close } = listeners(() => meeting);

beforeAll(async () => {
	meeting = await holdMeeting();
});
afterEach(() => {
	close();
	for (const client of clients.splice(0)) client.end();
});
afterAll(() => meeting.end());

const one = <Row>(sql: string) => rowOf<Row>(meeting, sql);
const idOf = (who: Who) =>
	one<{ id: string }>(`select id from person where email = '${PEOPLE[who]}'`).id;
const at = (code: string) =>
	one<{ id: string }>(`select id from organisation where code = '${code}'`).id;
const only = (codes: readonly string[], people: readonly Who[] = []) => ({
	organisations: codes.map(at),
	persons: people.map(idOf)
});
type Asked = 'everybody' | object;

async function add(who: Who, audience: Asked, label: Label = 'TLP:AMBER', kind = 'briefing') {
	const document = { kind, title: 'Warehouses', label, audience };
	const made = await meeting.post(who, `/api/sessions/${meeting.session}/documents`, document);
	if (made.status !== 200) throw new Error(await made.text());
	return ((await made.json()) as { id: string }).id;
}

const view = async (who: Who, document: string) =>
	(await (await meeting.get(who, `/api/documents/${document}/marking`)).json()) as MarkingView;

interface Change {
	readonly label?: Label;
	readonly audience?: Asked;
	readonly caveat?: string;
	readonly reason?: string;
	readonly seen?: number;
}

/** Marks a document anew; without a change as it is. */
async function mark(who: Who, document: string, change: Change): Promise<Response> {
	const { label, audience_, caveat, revision } = one<{
		label: Label;
		audience_: string;
		caveat: string;
		revision: number;
	}>(`select label, caveat, (select count(*) from marking_change where document_id = document.id) as revision,
		(select json_group_array(json_array(organisation_id, person_id)) from document_audience
			where document_id = document.id) as audience_
		from document where id = '${document}'`);
	const rows = JSON.parse(audience_) as [string | null, string | null][];
	const audience: Asked =
		rows.length === 0
			? 'everybody'
			: {
					organisations: rows.flatMap(([organisation]) => organisation ?? []),
					persons: rows.flatMap(([, person]) => person ?? [])
				};
	return meeting.post(who, `/api/documents/${document}`, {
		...{ do: 'mark', label, audience, caveat, reason: 'it was agreed', seen: revision },
		...change
	});
}

const status = async (...[who, document, change]: Parameters<typeof mark>) =>
	(await mark(who, document, change)).status;
const open = async (document: string, who: Who) => {
	const client = await StockClient.open(meeting, document, who);
	clients.push(client);
	return client;
};
const closeOf = ({ provider }: StockClient) =>
	new Promise<number | undefined>((resolve) =>
		provider.once('connection-close', (event: CloseEvent | null) => resolve(event?.code))
	);
const audited = (document: string) =>
	rowsOf<{ command: string; outcome: string; detail: string; person: string }>(
		meeting,
		`select command, outcome, detail, person_id as person from audit
			where detail like '%${document}%' order by seq`
	);

describe('a label is lowered', () => {
	it('by the delegation it comes from, with a reason, and by nobody else', async () => {
		const document = await add('olga', 'everybody');
		const lower = { label: 'TLP:GREEN' } as const;
		for (const who of ['chair', 'rapporteur', 'commission', 'observer'] as const)
			expect([who, await status(who, document, lower)]).toEqual([who, 403]);
		expect(await status('outsider', document, lower)).toBe(404);
		expect(await status('olga', document, { ...lower, reason: '' })).toBe(400);
		expect(await status('olga', document, lower)).toBe(200);
		const { label, history, originator } = await view('chair', document);
		expect([label, originator]).toEqual(['TLP:GREEN', at('US-DOJ')]);
		expect(history).toEqual([
			expect.objectContaining({
				...{ from: 'TLP:AMBER', to: 'TLP:GREEN', organisation: 'US-DOJ', reason: 'it was agreed' }
			})
		]);
	});

	it('by a delegate who may not write in it: an annex of their own', async () => {
		const annex = await add('olga', only(['US-DOJ', 'EUROJUST']), 'TLP:AMBER', 'annex');
		expect(await status('olga', annex, { label: 'TLP:GREEN' })).toBe(200);
	});

	it('where nobody knows whom it comes from, by the chair', async () => {
		const { id } = one<{ id: string }>("select id from document where kind = 'statements'");
		expect((await view('rapporteur', id)).may).toBe('fully'); // the demo says whose it is
	});
});

describe('a label is raised and an audience narrowed', () => {
	it('by chair and rapporteur too, who leave out nobody of the delegation it comes from', async () => {
		const document = await add('olga', 'everybody', 'TLP:GREEN');
		expect(await status('commission', document, { label: 'TLP:AMBER' })).toBe(403);
		expect(await status('chair', document, { label: 'TLP:AMBER', reason: '' })).toBe(200);
		expect(await status('chair', document, { audience: only(['EUROJUST']) })).toBe(409);
		const named = only(['EUROJUST'], ['olga']);
		expect(await status('chair', document, { audience: named })).toBe(409); // others of US-DOJ may join
		const two = only(['EUROJUST', 'US-DOJ']);
		expect(await status('chair', document, { audience: two })).toBe(200);
		expect(await status('chair', document, { audience: 'everybody' })).toBe(403);
		expect(await status('olga', document, { audience: 'everybody' })).toBe(200);
	});

	it('is refused for whoever looked at an older marking, and when nothing changes', async () => {
		const document = await add('olga', 'everybody', 'TLP:GREEN');
		expect(await status('olga', document, { label: 'TLP:AMBER' })).toBe(200);
		expect(await status('olga', document, { label: 'TLP:CLEAR', seen: 0 })).toBe(409);
		expect(await status('olga', document, {})).toBe(400);
	});

	it('takes it at once from those who lose it, in whatever they have open', async () => {
		const document = await add('olga', 'everybody');
		const ukraine = await open(document, 'ukraine');
		const commission = await open(document, 'commission');
		ukraine.text.insert(0, 'typed before it was taken away');
		await ukraine.saved();
		expect((await view('olga', document)).open).toEqual(
			expect.arrayContaining([idOf('ukraine'), idOf('commission')])
		);
		expect((await view('observer', document)).open).toEqual([]);
		const [ears, closed] = [await hear('ukraine'), closeOf(ukraine)];
		const before = performance.now();
		const audience = only(['US-DOJ', 'EUROJUST'], ['commission']);
		expect(await status('olga', document, { audience })).toBe(200);
		expect(await closed).toBe(CLOSE.notFound);
		await ears.hears('changed', (part) => part === 'documents');
		await ears.hears('registers');
		console.log(`taken away after ${Math.round(performance.now() - before)} ms`);
		expect((await meeting.get('ukraine', `/api/documents/${document}/marking`)).status).toBe(404);
		const page = await meeting.get('ukraine', `/sessions/${meeting.session}/__data.json`);
		expect((await page.text()).includes(document)).toBe(false);
		await commission.until(() => commission.text.toJSON().startsWith('typed before'));
		const [reader] = audited(document).filter(({ command }) => command === 'document.read');
		expect(reader).toMatchObject({ outcome: 'not-found', person: idOf('ukraine') });
	});

	it('gives it at once to those who gain it', async () => {
		const document = await add('olga', only(['US-DOJ']));
		const ears = await hear('ukraine');
		expect(await status('olga', document, { audience: 'everybody' })).toBe(200);
		await ears.hears('changed', (part) => part === 'documents');
		expect((await open(document, 'ukraine')).provider.synced).toBe(true);
	});

	it('ends that it is shown to all', async () => {
		const document = await add('chair', 'everybody');
		const run = (json: object) =>
			meeting.post('chair', `/api/sessions/${meeting.session}/run`, json);
		await run({ do: 'start' });
		expect((await run({ do: 'present', document })).status).toBe(200);
		const ears = await hear('ukraine');
		expect(await status('chair', document, { audience: only(['EUROJUST']) })).toBe(200);
		await ears.hears('run', ({ presented }) => presented === undefined);
	});
});

describe('TLP:RED', () => {
	const red = (audience: Asked) => ({ label: 'TLP:RED', audience }) as const;

	it('is for people, not for delegations or everybody', async () => {
		const document = await add('olga', 'everybody');
		const wrong: Asked[] = ['everybody', only(['US-DOJ']), only(['US-DOJ'], ['olga'])];
		for (const audience of wrong) {
			const refused = await mark('olga', document, red(audience));
			expect([refused.status, await refused.text()]).toEqual([
				400,
				expect.stringContaining('named persons')
			]);
			await expect(add('olga', audience, 'TLP:RED')).rejects.toThrow('named persons');
		}
		expect(await status('olga', document, red(only([], ['olga', 'observer'])))).toBe(200);
		expect((await view('observer', document)).audience.persons).toHaveLength(2);
	});

	it('is for those present at that minute, without who comes later, more or fewer as is said', async () => {
		const document = await add('olga', 'everybody');
		const attend = (what: object) =>
			meeting.post('rapporteur', `/api/sessions/${meeting.session}/attendance`, what);
		const arrive = (...people: Who[]) =>
			attend({ do: 'arrive', people: people.map(idOf), mode: 'room' });
		await arrive('olga', 'commission', 'ukraine');
		await attend({ do: 'leave', person: idOf('ukraine') });
		const present = { present: true, also: [idOf('rapporteur')], without: [idOf('observer')] };
		expect(await status('olga', document, red(present))).toBe(200);
		await arrive('ukraine');
		const { audience } = await view('olga', document);
		expect(audience.persons).toEqual(
			expect.arrayContaining(['olga', 'commission', 'rapporteur'].map((who) => idOf(who as Who)))
		);
		expect(audience.persons).not.toContain(idOf('ukraine'));
		expect(audience.organisations).toEqual([]);
		expect((await meeting.get('ukraine', `/api/documents/${document}/marking`)).status).toBe(404);
		const more = { persons: [...audience.persons, idOf('ukraine')], organisations: [] };
		expect(await status('chair', document, { audience: more })).toBe(404); // who is not one of them
		expect(await status('olga', document, { audience: more, reason: '' })).toBe(400);
		expect(await status('olga', document, { audience: more })).toBe(200);
	});

	it('of somebody who does not take part, or of nobody, is refused', async () => {
		const document = await add('olga', 'everybody');
		const nobody: Audience = { organisations: [], persons: [] };
		expect(await status('olga', document, red(nobody))).toBe(400);
		expect(await status('olga', document, red(only([], ['olga', 'outsider'])))).toBe(400);
		expect(await status('olga', document, red(only([], ['chair'])))).toBe(409);
	});
});

describe('the audit of a marking', () => {
	it('has ids and codes, and not its words', async () => {
		const document = await add('olga', 'everybody');
		const audience = only(['US-DOJ', 'EUROJUST']);
		await mark('chair', document, { label: 'TLP:CLEAR' });
		await mark('olga', document, { audience, caveat: 'LIMITE', reason: 'of a source in Graz' });
		const entries = audited(document).filter(({ command }) => command === 'document.mark');
		expect(entries.map(({ outcome }) => outcome)).toEqual(['not-the-originator', 'done']);
		expect(JSON.parse(entries[1]?.detail ?? '')).toEqual({
			...{ document, audience, label: 'TLP:AMBER' },
			...{ lowers: false, widens: false, tightens: true }
		});
	});
});

describe('an export of minutes', () => {
	const ask = (who: Who, more: object = {}) =>
		meeting.post(who, `/api/sessions/${meeting.session}/exports`, {
			...{ format: 'md', illustrative: true, ...more }
		});
	const entries = () =>
		rowsOf<{ outcome: string; detail: string }>(
			meeting,
			"select outcome, detail from audit where command = 'minutes.export' order by seq"
		).map(({ outcome, detail }) => ({ outcome, ...(JSON.parse(detail) as object) }));

	it('that are TLP:RED is only made for somebody, who is named in it, and is in the audit', async () => {
		const audience = only([], ['olga']);
		const document = await add('olga', audience, 'TLP:RED');
		const refused = await ask('olga');
		expect([refused.status, await refused.text()]).toEqual([
			409,
			expect.stringContaining('whose it is')
		]);
		const copy = { purpose: 'for the prosecutor', recipient: 'Anna of US-DOJ' };
		const made = await ask('olga', copy);
		expect(made.status).toBe(202);
		const { job } = (await made.json()) as { job: string };
		const file = async () => (await meeting.get('olga', `/api/exports/${job}/file`)).text();
		await expect.poll(file, { timeout: 20_000 }).toContain('Copy for Anna of US-DOJ');
		const [before, after] = entries().slice(-2);
		expect(before).toMatchObject({ outcome: 'export-needs-recipient', label: 'TLP:RED' });
		expect(after).toMatchObject({ outcome: 'done', format: 'md', label: 'TLP:RED', ...copy });
		expect(JSON.stringify(after)).toContain(document);
		expect(JSON.stringify(after)).not.toContain('Warehouses');
	});

	it('of whoever may not read what is TLP:RED asks for nothing', async () => {
		expect((await ask('chair')).status).toBe(202);
		expect(entries().at(-1)).toMatchObject({ outcome: 'done', illustrative: true });
	});
});
