import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { can, isRight } from '#shared/access.ts';
import { LIVE_EVENTS } from '#shared/commands/live-events.ts';
import { COMMANDS, needOf, type CommandName } from '#shared/commands/registry.ts';
import { ROUTES, type Route, type RouteKey } from '#shared/commands/routes.ts';
import { giveToOlga } from '../support/given-action.ts';
import { listen } from '../support/listener.ts';
import { holdMeeting, PEOPLE, type Meeting, type Who } from '../support/meeting.ts';
import { rowOf, rowsOf } from '../support/meeting-rows.ts';
import { routesInTree } from '../support/routes.ts';

let meeting: Meeting;
let before: unknown[];
let place: { session: string; document: string; action: string; organisation: string };
const cookies = new Map<Who, string>();

beforeAll(async () => {
	meeting = await holdMeeting();
	for (const who of ['olga', 'observer', 'outsider', 'rapporteur'] as const)
		cookies.set(who, await meeting.cookie(who));
	place = {
		session: meeting.session,
		action: await giveToOlga(meeting, 'share the list'),
		document: one<{ id: string }>("select id from document where kind = 'board'").id,
		organisation: one<{ id: string }>("select id from organisation where code = 'US-DOJ'").id
	};
	before = counted();
});
afterAll(() => meeting.end());

const TABLES = ['agenda_item', 'document', 'session', 'participant', 'organisation', 'person'];
const counted = () => [
	...TABLES.map((table) => one(`select count(*) as ${table} from ${table}`)),
	...rows('select title, state, label from session')
];

const rows = <Row>(sql: string) => rowsOf<Row>(meeting, sql);
const one = <Row>(sql: string) => rowOf<Row>(meeting, sql);

const idOf = (who: Who) =>
	one<{ id: string }>(`select id from person where email = '${PEOPLE[who]}'`).id;

const ID = 'abcdefghijkmnpqrstuvwxyz';

/** A command as it is sent: JSON to an endpoint, or the fields of a form. */
type Attempt =
	| { readonly to: string; readonly json: Readonly<Record<string, unknown>> }
	| { readonly to: string; readonly form: Readonly<Record<string, string>> };

const session = (noun: string, json: Readonly<Record<string, unknown>>): Attempt => ({
	to: `/api/sessions/${place.session}/${noun}`,
	json
});
const settings = (action: string, form: Readonly<Record<string, string>>): Attempt => ({
	to: `/sessions/${place.session}/settings?/${action}`,
	form
});
const action = (json: Readonly<Record<string, unknown>>): Attempt => ({
	to: `/api/actions/${place.action}`,
	json: { document: place.document, ...json }
});
const move = (name: string) => action({ do: 'move', move: name, words: 'because' });
const version = (path: string, json: Readonly<Record<string, unknown>>): Attempt => ({
	to: `/api/documents/${place.document}/versions${path}`,
	json
});
const asks = (json: Readonly<Record<string, unknown>>): Attempt => ({
	to: `/api/documents/${place.document}/asks`,
	json
});
const shelf = (json: Readonly<Record<string, unknown>>): Attempt => ({
	to: `/api/documents/${place.document}`,
	json
});
const file = (json: Readonly<Record<string, unknown>>): Attempt => ({
	to: `/api/documents/${place.document}/files/${ID}`,
	json
});
const held = (how: string): Attempt => ({
	to: `/api/documents/${place.document}/held/${ID}`,
	json: { do: how }
});
const administration = (name: string, form: Readonly<Record<string, string>>): Attempt => ({
	to: `/administration?/${name}`,
	form
});
const item = { kind: 'topical', title: 'Late item', speakers: [] };
const details = {
	...{ title: 'July', date: '2024-07-12', startsAt: '', timeZone: 'Europe/Amsterdam', place: '' },
	...{ purpose: '', source: '', hosts: '', label: 'TLP:CLEAR', community: '', clients: '' }
};

/** How each command is sent. A missing command is a compile error, so none is left out below. */
const ATTEMPTS: Record<Exclude<CommandName, Elsewhere>, () => Attempt> = {
	'run.start': () => session('run', { do: 'start' }),
	'run.suspend': () => session('run', { do: 'suspend' }),
	'run.resume': () => session('run', { do: 'resume' }),
	'run.next': () => session('run', { do: 'next' }),
	'run.go': () => session('run', { do: 'go', to: ID }),
	'run.close': () => session('run', { do: 'close' }),
	'run.back': () => session('run', { do: 'back', from: ID }),
	'run.plan': () => session('run', { do: 'plan', item: ID, minutes: 5 }),
	'run.dispose': () => session('run', { do: 'dispose', item: ID }),
	'run.present': () => session('run', { do: 'present' }),
	'floor.ask': () => session('floor', { do: 'ask', kind: 'speech' }),
	'floor.give': () => session('floor', { do: 'give', turn: ID }),
	'floor.end': () => session('floor', { do: 'end', turn: ID }),
	'attendance.arrive': () => session('attendance', { do: 'arrive', people: [ID], mode: 'room' }),
	'attendance.leave': () => session('attendance', { do: 'leave', person: ID }),
	'attendance.excuse': () => session('attendance', { do: 'excuse', person: ID }),
	'attendance.replace': () => session('attendance', { do: 'replace', person: ID, replacement: ID }),
	'attendance.expect': () => session('attendance', { do: 'expect', person: ID }),
	'attendance.correct': () =>
		session('attendance', { do: 'correct', person: ID, stay: ID, arrivedAt: 1 }),
	'attendance.erase': () => session('attendance', { do: 'erase', person: ID, stay: ID }),
	'agenda.add': () => session('agenda', item),
	'agenda.change': () => session(`agenda/${ID}`, { do: 'change', item: { title: 'Other' } }),
	'agenda.move': () => session(`agenda/${ID}`, { do: 'move' }),
	'agenda.remove': () => session(`agenda/${ID}`, { do: 'remove' }),
	'agenda.restore': () => session(`agenda/${ID}`, { do: 'restore' }),
	'session.change': () => settings('details', details),
	'session.ask-why': () => settings('why', { asks: 'on' }),
	'series.put': () => settings('series', { series: '', newSeries: 'Mine' }),
	'template.save': () => settings('template', { name: 'Mine', description: '' }),
	'participant.put': () => settings('seat', { person: ID, role: 'chair', capacity: '' }),
	'participant.add': () => settings('paste', { names: 'Olga', role: 'delegate' }),
	'participant.remove': () => settings('remove', { person: ID }),
	'guest.invite': () =>
		settings('invite', {
			...{ name: 'Maria', function: '', organisation: place.organisation, hours: '24' }
		}),
	'guest.renew': () => settings('renew', { person: ID, hours: '24' }),
	'guest.end': () => settings('end', { person: ID }),
	'document.add': () =>
		session('documents', {
			kind: 'briefing',
			title: 'Chips',
			label: 'TLP:GREEN',
			audience: 'everybody'
		}),
	'document.rename': () => shelf({ do: 'rename', title: 'Other' }),
	'document.move': () => shelf({ do: 'move' }),
	'document.archive': () => shelf({ do: 'archive' }),
	'document.restore': () => shelf({ do: 'restore' }),
	'document.restrict': () => ({
		to: `/api/documents/${place.document}/restrictions`,
		json: { lines: [ID], label: 'TLP:AMBER', organisations: [ID], persons: [], isTraced: true }
	}),
	'file.add': () => ({
		to: `/api/documents/${place.document}/files`,
		json: { name: 'a.txt', place: { on: 'document' } }
	}),
	'file.describe': () => file({ do: 'describe', alt: 'other', isDecorative: false }),
	'file.mark': () => file({ do: 'mark', audience: 'everybody', seen: 0 }),
	'file.remove': () => file({ do: 'remove' }),
	'document.mark': () =>
		shelf({
			...{ do: 'mark', label: 'TLP:RED', audience: { present: true, also: [], without: [] } },
			...{ caveat: '', reason: '', seen: 0 }
		}),
	'document.justify': () => shelf({ do: 'justify', why: 'To see what it says', at: 'list' }),
	'originator.ask': () =>
		asks({ do: 'ask', wish: { is: 'lower', label: 'TLP:CLEAR' }, words: 'because' }),
	'originator.withdraw': () => asks({ do: 'withdraw', request: ID }),
	'originator.grant': () => asks({ do: 'grant', request: ID }),
	'originator.refuse': () => asks({ do: 'refuse', request: ID, words: 'because' }),
	'originator.sanitise': () => asks({ do: 'sanitise', request: ID, words: 'other words' }),
	'read-back.open': () =>
		session('read-backs', {
			...{ do: 'open', document: place.document, decision: ID },
			...{ verb: 'agreed', text: 'words' }
		}),
	'read-back.record': () =>
		session('read-backs', {
			...{ do: 'record', document: place.document, decision: ID },
			...{ verb: 'agreed', text: 'words' }
		}),
	'read-back.reopen': () => session('read-backs', { do: 'reopen', readBack: ID }),
	'read-back.answer': () =>
		session('read-backs', {
			...{ do: 'answer', readBack: ID, organisations: [place.organisation], answer: 'agree' }
		}),
	'read-back.lift': () =>
		session('read-backs', { do: 'lift', readBack: ID, organisation: place.organisation }),
	'read-back.conclude': () => session('read-backs', { do: 'conclude', readBack: ID }),
	'read-back.take-back': () => session('read-backs', { do: 'take-back', readBack: ID }),
	'decision.mark': () => session(`decisions/${ID}`, { do: 'in-force', document: place.document }),
	'action.change': () => action({ do: 'change', change: { text: 'other words' } }),
	'action.agree': () => move('agree'),
	'action.start': () => move('start'),
	'action.block': () => move('block'),
	'action.wait': () => move('wait'),
	'action.complete': () => move('complete'),
	'action.confirm': () => move('confirm'),
	'action.return': () => move('return'),
	'action.supersede': () => move('supersede'),
	'action.cancel': () => move('cancel'),
	'action.reopen': () => move('reopen'),
	'action.accept': () => action({ do: 'answer', answer: 'accept' }),
	'action.decline': () => action({ do: 'answer', answer: 'decline', words: 'because' }),
	'action.progress': () => action({ do: 'note', kind: 'progress', words: 'half' }),
	'action.ask-change': () =>
		action({ do: 'ask-change', change: { due: '2030-01-02' }, words: 'late' }),
	'action.grant-change': () => action({ do: 'grant-change', request: ID }),
	'action.refuse-change': () => action({ do: 'refuse-change', request: ID, words: 'no' }),
	'action.evidence': () => action({ do: 'note', kind: 'evidence', words: 'a letter' }),
	'version.keep': () => version('', { label: 'before lunch' }),
	'version.restore': () => version(`/${ID}`, { do: 'restore' }),
	'document.recover': () => ({
		to: `/api/documents/${place.document}/recovery`,
		json: { do: 'recover' }
	}),
	'held.take': () => held('take'),
	'held.refuse': () => held('refuse'),
	'held.drop': () => held('drop'),
	'minutes.draft': () => session('minutes', { do: 'draft' }),
	'minutes.write': () =>
		session('minutes', { do: 'leave-out', document: place.document, line: ID }),
	'minutes.circulate': () =>
		session('minutes', {
			...{ do: 'circulate', until: '2030-01-01', procedure: 'meeting', approvers: [] }
		}),
	'minutes.recall': () => session('minutes', { do: 'recall' }),
	'minutes.answer': () => session('minutes', { do: 'accept', correction: ID }),
	'minutes.revise': () => session('minutes', { do: 'revise', kind: 'revision' }),
	'minutes.correct': () =>
		session('minutes', {
			...{ do: 'correct', document: place.document, line: ID },
			...{ was: 'a', wanted: 'b', reason: '' }
		}),
	'minutes.take-back': () => session('minutes', { do: 'take-back', correction: ID }),
	'minutes.vote': () => session('minutes', { do: 'vote', objects: false, words: '' }),
	'minutes.adopt': () => session('minutes', { do: 'adopt' }),
	'minutes.export': () => session('exports', { format: 'md', illustrative: true }),

	'session.found': () => ({
		to: '/sessions/new',
		form: {
			...{ title: 'Another', date: '2024-10-09', startsAt: '', timeZone: 'Europe/Amsterdam' },
			...{ place: '', label: 'TLP:GREEN', template: 'empty', series: '', newSeries: '' }
		}
	}),
	'view.create': () => ({ to: '/api/views', json: { do: 'create', name: 'Late', query: '' } }),
	'view.rename': () => ({ to: '/api/views', json: { do: 'rename', view: ID, name: 'Late' } }),
	'view.remove': () => ({ to: '/api/views', json: { do: 'remove', view: ID } }),
	'calendar.create': () => ({ to: '/calendar-feeds?/create', form: { whose: 'mine' } }),
	'calendar.revoke': () => ({ to: '/calendar-feeds?/revoke', form: { feed: ID } }),
	'notification.read': () => ({ to: '/api/notifications', json: { do: 'read' } }),
	'notification.unread': () => ({ to: '/api/notifications', json: { do: 'unread' } }),
	'first-steps.dismiss': () => ({ to: '/?/dismiss', form: { steps: 'dismiss' } }),
	'wishes.set': () => ({ to: '/notifications?/wishes', form: { timeZone: '', language: 'en' } }),

	'organisation.add': () =>
		administration('organisation', { name: 'BKA', code: 'DE-BKA', country: 'DE' }),
	'organisation.move': () =>
		administration('zone', { organisation: place.organisation, timeZone: 'Europe/Kyiv' }),
	'person.add': () =>
		administration('person', {
			...{ organisation: place.organisation, name: 'Anna', function: 'Officer', email: '' }
		}),
	'person.disable': () => administration('disable', { person: idOf('observer') }),
	'person.enable': () => administration('enable', { person: idOf('observer') }),
	'person.sign-out': () => administration('signOut', { person: idOf('observer') }),
	'auditor.give': () => administration('giveAudit', { person: idOf('commission') }),
	'auditor.take': () => administration('takeAudit', { person: idOf('observer') }),
	'link.create': () =>
		administration('link', { person: one<{ id: string }>('select id from person limit 1').id })
};

/** Not sent by a signed-in person; each is tested separately, below or in another file. */
type Elsewhere =
	| 'login.start'
	| 'login.end'
	| 'password.set'
	| 'administrator.make'
	| 'guest.enter'
	| 'register.export'
	| 'minutes.open'
	| 'minutes.copy'
	| 'calendar.file'
	| 'calendar.read'
	| 'audit.read'
	| 'audit.export';

async function send(who: Who, attempt: Attempt): Promise<Response> {
	const headers = { cookie: cookies.get(who) ?? '', origin: meeting.address };
	return fetch(meeting.address + attempt.to, {
		...{ method: 'POST', redirect: 'manual' },
		...('json' in attempt
			? {
					headers: { ...headers, 'content-type': 'application/json' },
					body: JSON.stringify(attempt.json)
				}
			: { headers, body: new URLSearchParams(attempt.form) })
	});
}

const audited = () =>
	rows<{ command: string; outcome: string }>(
		"select * from audit where command not in ('audit.begin', 'document.read') order by seq"
	);

/** Sends a command and returns its entries in the audit. */
async function auditOf(name: keyof typeof ATTEMPTS, who: Who): Promise<string[]> {
	const before = audited().length;
	const { status } = await send(who, ATTEMPTS[name]());
	expect(status, `${name} by ${who}`).not.toBe(400); // it reached the command
	return audited()
		.slice(before)
		.map(({ command, outcome }) => `${command} ${outcome}`);
}

/** In the order of the registry. */
const NAMES = Object.keys(ATTEMPTS) as (keyof typeof ATTEMPTS)[];
const isInSession = (name: CommandName) => isRight(needOf(name));
const forObservers = (name: CommandName) => {
	const need = needOf(name);
	return (
		need === 'write document' ||
		need === 'mark document' ||
		need === 'recover document' ||
		(isRight(need) && !can('observer', need))
	);
};

/** By which something leaves, or which is audited itself. */
const LEAVING = [
	...['GET /(app)/actions/export', 'GET /calendar/[token]', 'GET /api/actions/[action]/calendar'],
	...['GET /(app)/audit', 'GET /(app)/audit/export'],
	'GET /(app)/sessions/[session]/minutes/paper'
];

describe('the registry', () => {
	test('lists every page, endpoint and form action of the tree, and nothing else', async () => {
		expect(Object.keys(ROUTES).sort()).toEqual(await routesInTree());
	});

	test('names commands for exactly those routes that change something, or by which a file leaves', () => {
		for (const [key, { commands }] of Object.entries<Route>(ROUTES))
			expect((commands ?? []).length > 0, key).toBe(
				key.startsWith('POST ') || LEAVING.includes(key)
			);
	});

	test('has a route for every command', () => {
		const given = Object.values<Route>(ROUTES).flatMap(({ commands }) => commands ?? []);
		expect([...new Set(given)].sort()).toEqual(Object.keys(COMMANDS).sort());
	});
});

describe('every refused command', () => {
	test.for(NAMES.filter(forObservers))('%s by an observer is in the audit', async (name) => {
		expect(await auditOf(name, 'observer')).toEqual([`${name} forbidden`]);
	});

	test.for(NAMES.filter(isInSession))('%s by an outsider is not found', async (name) => {
		expect(await auditOf(name, 'outsider')).toEqual([`${name} not-found`]);
	});

	test.for(NAMES.filter((name) => needOf(name) === 'administer'))(
		'%s by a delegate is not found',
		async (name) => expect(await auditOf(name, 'olga')).toEqual([`${name} not-found`])
	);

	test('has changed nothing', () => expect(counted()).toEqual(before));
});

describe('every completed command', () => {
	test.for(NAMES.filter((name) => needOf(name) === 'act for oneself'))(
		'%s is in the audit',
		async (name) => {
			const [row] = await auditOf(name, 'olga');
			const isOfNothing = ['view.rename', 'view.remove', 'calendar.revoke', 'held.drop'].includes(
				name
			);
			expect(row).toBe(`${name} ${isOfNothing ? 'not-found' : 'done'}`);
		}
	);

	test.for(NAMES.filter((name) => needOf(name) === 'administer'))(
		'%s by an administrator is in the audit',
		async (name) => expect((await auditOf(name, 'outsider'))[0]).toBe(`${name} done`)
	);

	test.for([
		'agenda.add',
		'document.add',
		'session.change',
		'action.agree',
		'version.keep'
	] as const)('%s of the rapporteur is in the audit', async (name) =>
		expect(await auditOf(name, 'rapporteur')).toEqual([`${name} done`])
	);

	test('a file of the register is in the audit', async () => {
		const before = audited().length;
		await meeting.get('olga', '/actions/export?format=csv');
		expect(audited().slice(before)).toContainEqual(
			expect.objectContaining({ command: 'register.export', outcome: 'done' })
		);
	});

	test('signing in and out is in the audit, with the person', async () => {
		const { id } = one<{ id: string }>("select id from person where email like 'chair@%'");
		const cookie = await meeting.cookie('chair');
		await fetch(`${meeting.address}/sign-out`, {
			...{ method: 'POST', redirect: 'manual' },
			headers: { cookie, origin: meeting.address }
		});
		const last = rows('select command, outcome, person_id as person from audit order by seq').slice(
			-2
		);
		expect(last).toEqual([
			{ command: 'login.start', outcome: 'done', person: id },
			{ command: 'login.end', outcome: 'done', person: id }
		]);
	});
});

describe('the live channel', () => {
	test('sends an outsider only what its table allows', async () => {
		const outsider = await listen(meeting, 'outsider');
		const rapporteur = await listen(meeting, 'rapporteur');
		await auditOf('agenda.add', 'rapporteur');
		await rapporteur.hears('changed', (part) => part === 'agenda');
		await auditOf('action.progress', 'olga');
		await rapporteur.hears('followUp');
		const heard = Object.entries(LIVE_EVENTS).filter(
			([name]) => outsider.said(name as keyof typeof LIVE_EVENTS).length > 0
		);
		for (const [name, { to }] of heard) expect(['signed in', 'owner'], name).toContain(to);
		for (const listener of [outsider, rapporteur]) listener.close();
	});
});

describe('every page and endpoint', () => {
	const address = (key: RouteKey) =>
		key
			.replace(/^GET /, '')
			.replace(/\/\([a-z]+\)/g, '')
			.replace('[session]', place.session)
			.replace('[document]', place.document)
			.replace('[action]', place.action)
			.replace(/\[\w+\]/g, ID) || '/';
	const read = async (key: RouteKey, who: Who | undefined) => {
		const query = key.includes('/api/actions/[action]') ? `?document=${place.document}` : '';
		const file = key.endsWith('/export') ? '?format=json' : '';
		return fetch(meeting.address + address(key) + query + file, {
			redirect: 'manual',
			headers: { ...(who && { cookie: cookies.get(who) ?? '' }), accept: 'application/json' }
		});
	};
	const keys = (Object.entries(ROUTES) as [RouteKey, Route][]).filter(([key]) =>
		key.startsWith('GET ')
	);
	const closed = keys.filter(([, { to }]) => to !== 'anyone' && to !== 'holder of the link');

	test.for(closed.map(([key]) => key))('%s is closed to strangers', async (key) => {
		const { status } = await read(key, undefined);
		expect([303, 401, 404]).toContain(status);
	});

	test.for(
		closed.filter(([, { to }]) => to !== 'signed in' && to !== 'administrator').map(([key]) => key)
	)('%s is closed to outsiders', async (key) => {
		expect((await read(key, 'outsider')).status).toBe(404);
	});

	test.for(closed.filter(([, { to }]) => to === 'administrator').map(([key]) => key))(
		'%s is for administrators only',
		async (key) => {
			expect((await read(key, 'rapporteur')).status).toBe(404);
			expect((await read(key, 'outsider')).status).toBe(200);
		}
	);

	test.for(closed.filter(([, { to }]) => to === 'auditor').map(([key]) => key))(
		'%s is for auditors only, whom administrators are not',
		async (key) => {
			for (const who of ['rapporteur', 'outsider'] as const)
				expect([who, (await read(key, who)).status]).toEqual([who, 404]);
			const path = address(key);
			expect((await meeting.get('commission', path)).status).toBe(200); // made one above
		}
	);

	test('outside the registry is not found', async () => {
		const forms = ['/administration?/explode', '/sessions/new?/default', '/?/anything'];
		for (const form of forms)
			expect((await send('outsider', { to: form, form: {} })).status, form).toBe(404);
		const method = { method: 'PUT', headers: { cookie: cookies.get('olga') ?? '' } };
		expect((await fetch(`${meeting.address}/api/actions`, method)).status).toBe(404);
	});
});
