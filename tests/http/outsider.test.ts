import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { addAction } from '#shared/board/actions.ts';
import { newId, type ActionId } from '#shared/ids.ts';
import { CLOSE } from '#shared/protocol/sync.ts';
import { listen } from '../support/listener.ts';
import { holdMeeting, type Meeting } from '../support/meeting.ts';
import { StockClient } from '../support/stock-client.ts';
import { SCHEMA } from '#shared/text/roots.ts';

const ID = 'abcdefghijkmnpqrstuvwxyz';

let meeting: Meeting;
let cookie: string;
let documents: string[];
let job: string;
let versions: string[];
let action: ActionId;

beforeAll(async () => {
	meeting = await holdMeeting();
	cookie = await meeting.cookie('outsider');
	const insider = await meeting.cookie('rapporteur');
	documents = await documentsOf(insider);
	job = await finishedExport(insider);
	action = await writtenAction(documents[0] ?? '');
	versions = await Promise.all(documents.map((id) => keptVersion(id, insider)));
});

afterAll(() => meeting.end());

describe('a person who is signed in but not a participant', () => {
	test.for(['', '/settings', '/minutes', '/minutes/paper', '/__data.json'])(
		'gets 404 for the session%s, and nothing of its content',
		async (path) => {
			const response = await get(`/sessions/${meeting.session}${path}`);
			const text = await response.text();
			if (path === '/__data.json') expect(text).toContain('"status":404');
			else expect(response.status).toBe(404);
			expect(text).not.toMatch(/Joint meeting|Reynders|JS-01/);
		}
	);

	test.for(['', '/file'])('gets 404 for someone else’s export%s', async (path) => {
		const response = await get(`/api/exports/${job}${path}`);
		expect(response.status).toBe(404);
	});

	test.for([
		['agenda', { kind: 'topical', title: 'Mine', speakers: [] }],
		['documents', { kind: 'briefing', title: 'Mine', label: 'TLP:CLEAR', audience: 'everybody' }],
		['exports', { format: 'json', illustrative: true }],
		['run', { do: 'start' }],
		['run', { do: 'next' }],
		['run', { do: 'close', overrule: 'because' }],
		['floor', { do: 'ask', kind: 'point-of-order' }],
		['floor', { do: 'end', turn: ID }],
		['attendance', { do: 'arrive', people: [ID], mode: 'room' }],
		['attendance', { do: 'excuse', person: ID }],
		['read-backs', { do: 'open', document: ID, decision: ID, verb: 'agreed', text: 'x' }],
		['read-backs', { do: 'answer', readBack: ID, organisations: [ID], answer: 'agree' }],
		['read-backs', { do: 'lift', readBack: ID, organisation: ID }],
		['read-backs', { do: 'conclude', readBack: ID }],
		['read-backs', { do: 'take-back', readBack: ID }],
		[`decisions/${ID}`, { do: 'in-force', document: ID }],
		[`decisions/${ID}`, { do: 'superseded', document: ID, by: { decision: ID, document: ID } }]
	] as const)('gets 404 for commands of a session that runs: %s', async ([noun, command]) => {
		const response = await post(`/api/sessions/${meeting.session}/${noun}`, command);
		expect(response.status).toBe(404);
	});

	test('gets 404 for the versions of every document: list, text, keeping, restoring', async () => {
		expect(versions).toHaveLength(4);
		for (const [index, id] of documents.entries()) {
			expect(versions[index]).toMatch(/^[a-z2-9]{24}$/);
			const path = `/api/documents/${id}/versions`;
			const one = `${path}/${versions[index]}`;
			const answers = [
				await get(path),
				await get(one),
				await post(path, { label: 'Mine' }),
				await post(one, { do: 'restore' })
			];
			expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404]);
			for (const answer of answers) expect(await answer.text()).not.toMatch(/First reading/);
		}
	});

	test('has every document socket closed with 4404, before receiving a byte', async () => {
		expect(documents).toHaveLength(4);
		for (const id of documents) {
			const { code, frames } = await knock(id, cookie);
			expect(code).toBe(CLOSE.notFound);
			expect(frames).toBe(0);
		}
	});

	test('cannot tell which documents exist', async () => {
		const { code } = await knock('abcdefghijkmnpqrstuvwxyz', cookie);
		expect(code).toBe(CLOSE.notFound);
	});

	test('gets 404 for the list of participants', async () => {
		const response = await get(`/api/sessions/${meeting.session}/delegations`);
		expect(response.status).toBe(404);
		expect(await response.text()).not.toMatch(/EUROJUST|Reynders/);
	});

	test('changes none of its actions, one by one or several at once', async () => {
		const [document = ''] = documents;
		const changes = [
			{ do: 'change', document, action, change: { text: 'mine now' } },
			{ do: 'move', document, action, move: 'cancel', words: 'because' }
		];
		const answer = await post('/api/actions', { changes });
		const { outcomes } = (await answer.json()) as { outcomes: { refused?: string }[] };
		expect(outcomes).toHaveLength(2);
		for (const { refused } of outcomes) expect(refused).toMatch(/nothing here for you/);
		expect(await wording()).toBe('share the list');
	});

	test('finds none of its actions in the register: page, file, search', async () => {
		for (const path of [
			...['/api/actions?show=all', '/api/actions?show=all&q=JS-01', '/actions?show=all&as=board'],
			...['/actions?show=all&as=timeline', '/actions/export?show=all&format=csv'],
			'/actions/export?show=all&format=json'
		]) {
			const text = await (await get(path)).text();
			expect(text, path).not.toMatch(/JS-01-A|share the list/);
		}
		const { actions } = (await (await get('/api/actions?show=all')).json()) as { actions: [] };
		expect(actions).toEqual([]);
	});

	test('cannot use a view that someone else saved', async () => {
		const insider = await meeting.cookie('rapporteur');
		const kept = await post('/api/views', { do: 'create', name: 'Mine', query: '' }, insider);
		const { id: view } = (await kept.json()) as { id: string };
		for (const what of [
			{ do: 'rename', view, name: 'Theirs' },
			{ do: 'remove', view }
		])
			expect((await post('/api/views', what)).status).toBe(404);
		expect(await (await get('/actions')).text()).not.toContain(view);
	});

	test('sees no session, action or notification of it on Home', async () => {
		for (const path of ['/', '/actions', '/decisions']) {
			const text = await (await get(path)).text();
			expect(text).not.toMatch(/Joint meeting|JS-01/);
		}
	});
});

describe('a stranger', () => {
	test('is redirected to sign in, and back afterwards', async () => {
		const response = await fetch(`${meeting.address}/sessions/${meeting.session}`, {
			redirect: 'manual'
		});
		expect(response.status).toBe(303);
		expect(response.headers.get('location')).toBe(
			`/sign-in?to=${encodeURIComponent(`/sessions/${meeting.session}`)}`
		);
	});

	test('has document sockets closed with 4401', async () => {
		const { code, frames } = await knock(documents[0] ?? '', '');
		expect(code).toBe(CLOSE.signedOut);
		expect(frames).toBe(0);
	});
});

function get(path: string): Promise<Response> {
	return fetch(meeting.address + path, { headers: { cookie } });
}

function post(path: string, command: unknown, as = cookie): Promise<Response> {
	return fetch(meeting.address + path, {
		method: 'POST',
		headers: { cookie: as, origin: meeting.address, 'content-type': 'application/json' },
		body: JSON.stringify(command)
	});
}

/** The text of the meeting's action, as a participant reads it. */
async function wording(): Promise<string | undefined> {
	const headers = { cookie: await meeting.cookie('rapporteur') };
	const page = await fetch(`${meeting.address}/api/actions?show=all`, { headers });
	const { actions } = (await page.json()) as { actions: { id: string; text: string }[] };
	return actions.find(({ id }) => id === action)?.text;
}

/** Writes an action into a document of the meeting; resolves once it is in the register. */
async function writtenAction(document: string): Promise<ActionId> {
	const listener = await listen(meeting, 'rapporteur');
	const client = await StockClient.open(meeting, document, 'rapporteur');
	const id = newId<ActionId>();
	addAction(client.doc, {
		...{ id, text: 'share the list', leadOrganisation: undefined, leadPerson: undefined },
		...{ support: [], unread: [], due: '2030-09-30', item: undefined, createdBy: undefined },
		createdAt: new Date().toISOString()
	});
	await listener.hears('followUp', (view) => view.action === id);
	client.end();
	listener.close();
	return id;
}

/** Opens a document socket with a cookie, asks for everything, and resolves when it closes. */
function knock(document: string, as: string): Promise<{ code: number; frames: number }> {
	const socket = new WebSocket(
		`${meeting.address.replace('http', 'ws')}/sync/${SCHEMA}/${document}`,
		{
			headers: { cookie: as, origin: meeting.address }
		}
	);
	let frames = 0;
	socket.on('open', () => socket.send(new Uint8Array([0, 0, 1, 0])));
	socket.on('message', () => (frames += 1));
	return new Promise((resolve, reject) => {
		socket.on('close', (code) => resolve({ code, frames }));
		socket.on('error', reject);
	});
}

async function documentsOf(insider: string): Promise<string[]> {
	const response = await fetch(`${meeting.address}/sessions/${meeting.session}/__data.json`, {
		headers: { cookie: insider }
	});
	const text = await response.text();
	return [...new Set(text.match(/"[a-z2-9]{24}"(?=,"(?:board|briefing|statements|annex)")/g))].map(
		(id) => id.slice(1, -1)
	);
}

async function finishedExport(insider: string): Promise<string> {
	const path = `/api/sessions/${meeting.session}/exports`;
	const response = await post(path, { format: 'json', illustrative: true }, insider);
	const { job: id } = (await response.json()) as { job: string };
	return id;
}

async function keptVersion(document: string, insider: string): Promise<string> {
	const path = `/api/documents/${document}/versions`;
	const response = await post(path, { label: 'First reading' }, insider);
	const { id } = (await response.json()) as { id: string };
	return id;
}
