import { globSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ROOT } from '../../server/boot/root.ts';
import { holdMeeting, type Meeting } from '../support/meeting.ts';

let meeting: Meeting;
let cookie: string;

beforeAll(async () => {
	meeting = await holdMeeting();
	cookie = await meeting.cookie('rapporteur');
});

afterAll(() => meeting.end());

const ID = 'abcdefghijkmnpqrstuvwxyz';

/** Bodies that are invalid for every command. */
const BODIES: Record<string, string> = {
	nothing: '',
	'half of JSON': '{"title":',
	null: 'null',
	'a list': '[]',
	'a word': '"hello"',
	'wrong types': '{"title":7,"kind":{},"format":[],"status":1,"do":"explode","audience":"all"}',
	'a prototype': '{"__proto__":{"do":"remove"},"constructor":1}',
	'deep nesting': '['.repeat(5_000) + ']'.repeat(5_000),
	'too much': JSON.stringify({ title: 'x'.repeat(400_000) }),
	'far too much': JSON.stringify({ title: 'x'.repeat(900_000) }),
	'lone surrogates and controls': '{"title":"\\ud800\\u0000"}'
};

/** An address for each `+server.ts` that takes commands. */
const COMMANDS: Record<string, (meeting: Meeting) => string> = {
	'api/sessions/[session]/agenda': ({ session }) => `/api/sessions/${session}/agenda`,
	'api/sessions/[session]/agenda/[item]': ({ session }) => `/api/sessions/${session}/agenda/${ID}`,
	'api/sessions/[session]/run': ({ session }) => `/api/sessions/${session}/run`,
	'api/sessions/[session]/floor': ({ session }) => `/api/sessions/${session}/floor`,
	'api/sessions/[session]/attendance': ({ session }) => `/api/sessions/${session}/attendance`,
	'api/sessions/[session]/read-backs': ({ session }) => `/api/sessions/${session}/read-backs`,
	'api/sessions/[session]/decisions/[decision]': ({ session }) =>
		`/api/sessions/${session}/decisions/${ID}`,
	'api/sessions/[session]/documents': ({ session }) => `/api/sessions/${session}/documents`,
	'api/sessions/[session]/exports': ({ session }) => `/api/sessions/${session}/exports`,
	'api/sessions/[session]/minutes': ({ session }) => `/api/sessions/${session}/minutes`,
	'api/actions': () => '/api/actions',
	'api/views': () => '/api/views',
	'api/notifications': () => '/api/notifications',
	'api/actions/[action]': () => `/api/actions/${ID}`,
	'api/documents/[document]': () => `/api/documents/${ID}`,
	'api/documents/[document]/held/[held]': () => `/api/documents/${ID}/held/${ID}`,
	'api/documents/[document]/files': () => `/api/documents/${ID}/files`,
	'api/documents/[document]/files/[file]': () => `/api/documents/${ID}/files/${ID}`,
	'api/documents/[document]/restrictions': () => `/api/documents/${ID}/restrictions`,
	'api/documents/[document]/recovery': () => `/api/documents/${ID}/recovery`,
	'api/documents/[document]/asks': () => `/api/documents/${ID}/asks`,
	'api/documents/[document]/versions': () => `/api/documents/${ID}/versions`,
	'api/documents/[document]/versions/[version]': () => `/api/documents/${ID}/versions/${ID}`
};

/** Command endpoints that also answer GET. */
const READ: Record<string, (id: string) => string> = {
	'a file': (id) => `/api/documents/${ID}/files/${id}`,
	'the versions of a document': (id) => `/api/documents/${id}/versions`,
	'the minutes of a session': (id) => `/api/sessions/${id}/minutes`,
	'the requests about a document': (id) => `/api/documents/${id}/asks`,
	'a version': (id) => `/api/documents/${ID}/versions/${id}`,
	'the history of an action': (id) => `/api/actions/${id}?document=${id}`
};

/** Endpoints without a body; only their paths can be malformed. */
const WITHOUT_BODY: Record<string, (id: string) => string> = {
	'calendar/[token]': (id) => `/calendar/${id}`,
	'api/actions/[action]/calendar': (id) => `/api/actions/${id}/calendar?document=${id}`,
	'api/documents/[document]/marking': (id) => `/api/documents/${id}/marking`,
	'api/documents/[document]/versions/[version]/authorship': (id) =>
		`/api/documents/${ID}/versions/${id}/authorship`,
	'api/exports/[job]': (id) => `/api/exports/${id}`,
	'api/exports/[job]/file': (id) => `/api/exports/${id}/file`,
	'api/sessions/[session]/files': (id) => `/api/sessions/${id}/files`,
	'api/sessions/[session]/delegations': (id) => `/api/sessions/${id}/delegations`,
	'(app)/sessions/[session]/minutes/paper': (id) => `/sessions/${id}/minutes/paper`
};
const HARMLESS = [
	'(app)/actions/export',
	'(app)/audit/export',
	'(account)/sign-out',
	'api/outbox-key',
	'api/search',
	'metrics'
];

/** Form actions, by page. */
const FORMS: Record<string, (meeting: Meeting) => string[]> = {
	'(account)/sign-in': () => ['/sign-in'],
	'(account)/welcome/[token]': () => ['/welcome/no-such-token'],
	'(app)': () => ['/?/dismiss'],
	'(app)/sessions/new': () => ['/sessions/new'],
	'(app)/sessions/[session]/settings': ({ session }) =>
		[
			...['details', 'seat', 'paste', 'pick', 'remove', 'invite', 'renew', 'end'],
			...['series', 'template']
		].map((action) => `/sessions/${session}/settings?/${action}`),
	'(account)/guest/[token]': () => ['/guest/no-such-token'],
	'(account)/answer/[token]': () => ['/answer/no-such-token'],
	'(app)/notifications': () => ['/notifications?/wishes'],
	'(app)/calendar-feeds': () => ['create', 'revoke'].map((action) => `/calendar-feeds?/${action}`),
	'(app)/administration': () =>
		['organisation', 'zone', 'person', 'link', 'giveAudit', 'takeAudit'].map(
			(action) => `/administration?/${action}`
		)
};

describe('every endpoint is covered', () => {
	const routes = (file: string) =>
		globSync(`**/${file}`, { cwd: join(ROOT, 'src/routes') }).map((path) =>
			path.replace(`/${file}`, '')
		);

	test('no command endpoint is missing', () => {
		const tried = [...Object.keys(COMMANDS), ...Object.keys(WITHOUT_BODY), ...HARMLESS];
		expect(routes('+server.ts').sort()).toEqual(tried.sort());
	});

	test('no form is missing', async () => {
		const { readFile } = await import('node:fs/promises');
		const withActions: string[] = [];
		for (const route of routes('+page.server.ts')) {
			const text = await readFile(join(ROOT, 'src/routes', route, '+page.server.ts'), 'utf8');
			if (/export const actions/.test(text)) withActions.push(route);
		}
		expect(withActions.sort()).toEqual(Object.keys(FORMS).sort());
	});
});

describe('malformed commands', () => {
	const cases = Object.entries(COMMANDS).flatMap(([route, path]) =>
		Object.entries(BODIES).map(([name, body]) => ({ route, path, name, body }))
	);

	test.for(cases)('$route refuses $name', async ({ path, body }) => {
		const response = await send(path(meeting), body, 'application/json');
		await expectPlainRefusal(response);
	});

	test.for(Object.keys(COMMANDS))('%s refuses a stranger and another site', async (route) => {
		const path = COMMANDS[route]?.(meeting) ?? '';
		const body = '{}';
		const stranger = await fetch(meeting.address + path, {
			method: 'POST',
			headers: { origin: meeting.address, 'content-type': 'application/json' },
			body
		});
		expect(stranger.status).toBe(401);
		const foreign = await send(path, body, 'application/json', 'https://evil.example');
		expect(foreign.status).toBe(403);
	});
});

describe('malformed paths', () => {
	const ids = [
		'x',
		'..%2f..%2fetc',
		'%00',
		'a'.repeat(4_000),
		'%e0%a4%a',
		ID,
		"'; drop table person; --"
	];
	const cases = Object.entries({ ...WITHOUT_BODY, ...READ }).flatMap(([route, path]) =>
		ids.map((id) => ({ route, address: path(id), name: id.slice(0, 20) }))
	);

	test.for(cases)('$route refuses $name', async ({ address }) => {
		const response = await fetch(meeting.address + address, {
			headers: { cookie, accept: 'application/json' }
		});
		await expectPlainRefusal(response);
	});

	test.for(ids)('a session page refuses %s', async (id) => {
		const response = await fetch(`${meeting.address}/sessions/${id}`, { headers: { cookie } });
		expect(response.status).toBeGreaterThanOrEqual(400);
		expect(response.status).toBeLessThan(500);
	});
});

describe('malformed questions to the register', () => {
	const queries = [
		'show=everything&status=done&sort=random()&when=2024-99&series=1&lead=%00',
		'q=%27%29+or+1%3D1+--&topic=*%5D+or+1',
		`q=${'x'.repeat(5_000)}&topic=${'y'.repeat(5_000)}`,
		'from=-1&count=-1&as=pie',
		'from=1e99&count=99999999999999999999',
		'from=999999999&count=200&show=all',
		'__proto__=1&show=__proto__&as=constructor',
		'%e0%a4%a=%ff&q=%ff%fe'
	];
	const places = ['/actions?', '/api/actions?', '/actions/export?format=csv&'];
	const cases = places.flatMap((place) => queries.map((query) => ({ place, query })));

	test.for(cases)('$place answers $query as well as it can', async ({ place, query }) => {
		const response = await fetch(meeting.address + place + query, { headers: { cookie } });
		expect(response.status).toBe(200);
		expect(await response.text()).not.toMatch(/\n\s+at |node_modules|SqliteError/);
	});

	test.for(['', '?format=exe', '?format=__proto__'])('a file is refused: %s', async (query) => {
		const response = await fetch(`${meeting.address}/actions/export${query}`, {
			headers: { cookie, accept: 'application/json' }
		});
		await expectPlainRefusal(response);
		expect(response.status).toBe(400);
	});

	test('too many changes at once are refused, and so is a change of no action', async () => {
		const change = { do: 'change', document: ID, action: ID, change: { text: 'x' } };
		const many = JSON.stringify({ changes: Array.from({ length: 51 }, () => change) });
		await expectPlainRefusal(await send('/api/actions', many, 'application/json'));
		const one = await send(
			'/api/actions',
			JSON.stringify({ changes: [change] }),
			'application/json'
		);
		expect(one.status).toBe(200);
		expect(await one.text()).toMatch(/nothing here for you/);
	});
});

describe('malformed forms', () => {
	const types = {
		'application/x-www-form-urlencoded': 'title=&person=1&role=king&email=%FF&date=2024-02-31',
		'multipart/form-data; boundary=x': '--x\r\nnonsense',
		'application/json': '{"title":',
		'text/plain': 'hello'
	};
	const cases = Object.entries(FORMS).flatMap(([route, paths]) =>
		Object.entries(types).map(([type, body]) => ({ route, paths, type, body }))
	);

	test.for(cases)('$route refuses $type', async ({ paths, type, body }) => {
		for (const path of paths(meeting)) {
			const response = await send(path, body, type);
			expect(response.status, path).toBeGreaterThanOrEqual(400);
			expect(response.status, path).toBeLessThan(500);
			expect(await response.text()).not.toMatch(/\n\s+at .*\.(js|ts):\d/);
		}
	});
});

test('after all that the server is alive and the session unchanged', async () => {
	expect((await fetch(`${meeting.address}/healthz`)).status).toBe(200);
	const paper = await fetch(`${meeting.address}/sessions/${meeting.session}/minutes/paper`, {
		headers: { cookie }
	});
	const text = await paper.text();
	for (const title of ['Opening remarks', 'Threat picture', 'Topical sessions', 'Conclusions'])
		expect(text).toContain(title);
	expect(text).toContain('protecting innocent lives');
	expect(text).not.toContain('explode');
});

function send(path: string, body: string, type: string, origin = meeting.address) {
	return fetch(meeting.address + path, {
		method: 'POST',
		redirect: 'manual',
		headers: { cookie, origin, 'content-type': type, accept: 'application/json' },
		body
	});
}

async function expectPlainRefusal(response: Response): Promise<void> {
	expect(response.status).toBeGreaterThanOrEqual(400);
	expect(response.status).toBeLessThan(500);
	const text = await response.text();
	expect(text).not.toMatch(/\n\s+at |\.ts:\d|node_modules|Error:/);
	expect(text.length).toBeGreaterThan(20);
	expect(text.length).toBeLessThan(20_000);
}
