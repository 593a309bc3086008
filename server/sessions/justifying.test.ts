import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { addAction } from '#shared/board/actions.ts';
import { textOf } from '#shared/board/schema.ts';
import type { DocumentId } from '#shared/ids.ts';
import { JUSTIFIED_FOR } from '#shared/justification.ts';
import { NO_FILTER } from '#shared/register/filter.ts';
import { inLogin } from '../commands/acting-login.ts';
import {
	done,
	jointSession,
	type JointSession,
	type Seat
} from '../../tests/support/joint-session.ts';
import { writeLine } from '../../tests/support/lines.ts';
import { newAction } from '../../tests/support/series.ts';

const WHY = { why: 'To prepare our position', at: 'list' } as const;
const FIRST = { offset: 0, limit: 9 };

let board: JointSession;
let chair: Seat;
let olga: Seat;
let other: Seat;
let annex: DocumentId;

beforeEach(async () => {
	board = await jointSession();
	board.searchIndex.start();
	chair = await board.seat('Chair', 'EUROJUST', 'chair');
	olga = await board.seat('Olga', 'US-DOJ', 'delegate');
	other = await board.seat('Other', 'EC', 'delegate');
	await board.document();
	const organisations = [chair.organisation, olga.organisation];
	annex = done(
		await board.documents.add(chair.person, board.session, {
			...{ title: 'Warehouses', label: 'TLP:AMBER', kind: 'annex' },
			audience: { organisations, persons: [] }
		})
	);
	const action = newAction('inspect the silo', {
		createdBy: chair.person,
		leadPerson: olga.person
	});
	await board.write(annex, (doc) => {
		writeLine(textOf(doc), 'The informant is called Viktor');
		addAction(doc, action);
	});
	done(await board.versions.keep(chair.person, annex, 'before'));
	await board.notices.settle();
	await board.searchIndex.catchUp();
	done(await board.justifying.ask(chair.person, board.session, true));
});
afterEach(async () => {
	vi.useRealTimers();
	await board.end();
});

/** Somebody signs in: what is done in that login. */
async function signIn({ person }: Seat) {
	const { name, value } = done(await board.logins.start(person));
	const { login } = await board.logins.read(`${name}=${value}`);
	return <T>(work: () => Promise<T>) => inLogin(login?.handle, work);
}

const justify = (who: Seat) => board.justifying.justify(who.person, annex, WHY);

/** In how many ways something of the annex reaches somebody. */
async function reaching({ person }: Seat): Promise<Record<string, boolean>> {
	const { session } = board;
	const reader = await board.participation.reader(person, session);
	if (!reader) throw new Error('they take part');
	const asked = { session, reader, illustrative: true, at: new Date() };
	const find = (words: string) => board.search.find({ id: person, administrator: false }, words);
	const seen = {
		access: await board.documents.access(person, annex),
		list: await board.documents.list(session, reader),
		title: await find('wareh'),
		words: await find('viktor'),
		register: await board.register.page(person, { ...NO_FILTER, whose: 'all' }, FIRST),
		minutes: done(await board.minutes.of(asked)),
		notices: await board.notices.list(person),
		home: (await board.homes.of(person)).myActions,
		versions: await board.versions.list(person, annex)
	};
	return Object.fromEntries(Object.entries(seen).map(([way, what]) => [way, isTold(what)]));
}

const isTold = (what: unknown) => /Viktor|Wareh|silo|"before"|^"write"$/.test(JSON.stringify(what));

const WAYS = ['access', 'list', 'title', 'words', 'register', 'minutes', 'notices', 'versions'];
const all = (isTold: boolean) => Object.fromEntries(WAYS.map((way) => [way, isTold]));

/** The rows of the audit of a command, as they are checked. */
const audited = async (command: string) =>
	(
		await board.database.selectFrom('audit').selectAll().where('command', '=', command).execute()
	).map(({ person_id, detail, outcome }) => ({
		...{ person: person_id, detail: JSON.parse(detail) as unknown, outcome }
	}));

describe('a restricted document of a session that asks why', () => {
	it('gives its readers nothing in any way before they have said so, and everything after', async () => {
		const hers = await signIn(olga);
		expect(await hers(() => reaching(olga))).toEqual({ ...all(false), home: false });
		expect(await hers(() => justify(olga))).toBeUndefined();
		expect(await hers(() => reaching(olga))).toEqual({ ...all(true), home: true });
	});

	it('tells them that it is there, with its label and whom it comes from, and others nothing', async () => {
		const asked = async (who: Seat) => {
			const reader = await board.participation.reader(who.person, board.session);
			return reader && board.justifying.asked(board.session, reader);
		};
		const told = [{ id: annex, label: 'TLP:AMBER', originator: 'EUROJUST' }];
		expect(await (await signIn(olga))(() => asked(olga))).toEqual(told);
		expect(await (await signIn(other))(() => asked(other))).toEqual([]);
		const [chairs, hers] = [await signIn(chair), await signIn(olga)];
		expect(await chairs(() => asked(chair))).toEqual([]);
		await hers(() => justify(olga));
		expect(await hers(() => asked(olga))).toEqual([]);
	});

	it('is not on the screen of the room, if it is TLP:RED for everybody', async () => {
		const red = await board.document({ kind: 'annex', label: 'TLP:RED' });
		const action = newAction('guard the harbour', { createdBy: chair.person });
		await board.write(red, (doc) => addAction(doc, action));
		const screen = async () => {
			const reader = await board.participation.reader(olga.person, board.session);
			return JSON.stringify(reader && (await board.minutes.screen(board.session, reader)));
		};
		expect(await screen()).not.toContain('harbour');
		await board.justifying.ask(chair.person, board.session, false);
		expect(await screen()).toContain('harbour');
	});

	it('asks nothing of who made it', async () => {
		const access = () => board.documents.access(chair.person, annex);
		expect(await (await signIn(chair))(access)).toBe('write');
		expect(await access()).toBe('write');
	});

	it('asks in each login, and of what is done in nobody’s', async () => {
		const [one, two] = [await signIn(olga), await signIn(olga)];
		await one(() => justify(olga));
		const access = () => board.documents.access(olga.person, annex);
		expect(await one(access)).toBe('write');
		expect(await two(access)).toBe('none');
		expect(await access()).toBe('none');
		// A search is remembered for a while, but not from one login to another.
		const find = () => board.search.find({ id: olga.person, administrator: false }, 'viktor');
		expect(isTold(await one(find))).toBe(true);
		expect(isTold(await two(find))).toBe(false);
	});

	it('counts nothing that somebody else said, even in the login of who looks', async () => {
		const hers = await signIn(olga);
		await hers(() => justify(olga));
		const aide = await board.seat('Aide', 'US-DOJ', 'delegate');
		expect(await hers(() => board.documents.access(aide.person, annex))).toBe('none');
	});

	it('asks again after twelve hours', async () => {
		const hers = await signIn(olga);
		await hers(() => justify(olga));
		vi.useFakeTimers({ toFake: ['Date'] });
		const changed: unknown[] = [];
		board.events.on('accessChanged', (session) => changed.push(session));
		vi.setSystemTime(Date.now() + JUSTIFIED_FOR - 1_000);
		await board.justifying.look();
		expect(await hers(() => board.documents.access(olga.person, annex))).toBe('write');
		vi.setSystemTime(Date.now() + 2_000);
		expect(await hers(() => board.documents.access(olga.person, annex))).toBe('none');
		expect(changed).toEqual([]);
		await board.justifying.look();
		expect(changed).toEqual([board.session]);
	});

	it('asks nothing once the session no longer does', async () => {
		expect(await board.justifying.ask(chair.person, board.session, false)).toBeUndefined();
		const hers = await signIn(olga);
		expect(await hers(() => reaching(olga))).toEqual({ ...all(true), home: true });
		expect(await board.documents.access(olga.person, annex)).toBe('write');
		expect(await board.documents.access(other.person, annex)).toBe('none');
	});
});

describe('what somebody says', () => {
	it('is in the audit, with the document and where they were asked, and nowhere else', async () => {
		const hers = await signIn(olga);
		await hers(() => justify(olga));
		expect(await audited('document.justify')).toEqual([
			{ person: olga.person, detail: { document: annex, ...WHY }, outcome: 'done' }
		]);
		const [kept] = await board.database.selectFrom('justification').selectAll().execute();
		expect(JSON.stringify(kept)).not.toContain(WHY.why);
	});

	it('is not taken from outside the audience, and not without a login', async () => {
		const theirs = await signIn(other);
		expect(await theirs(() => justify(other))).toMatchObject({ refused: 'not-found' });
		expect(await justify(olga)).toMatchObject({ refused: 'not-signed-in' });
		expect(await theirs(() => board.documents.access(other.person, annex))).toBe('none');
	});

	it('is forgotten with the login', async () => {
		const hers = await signIn(olga);
		await hers(() => justify(olga));
		await board.database.deleteFrom('login').where('person_id', '=', olga.person).execute();
		expect(await hers(() => board.documents.access(olga.person, annex))).toBe('none');
		expect(await board.database.selectFrom('justification').selectAll().execute()).toEqual([]);
	});
});

it('is for chair and rapporteur to say that a session asks why', async () => {
	const ask = (who: Seat) => board.justifying.ask(who.person, board.session, false);
	expect(await ask(olga)).toMatchObject({ refused: 'forbidden' });
	expect(await ask(chair)).toBeUndefined();
	expect(
		(await audited('session.ask-why')).map(({ detail, outcome }) => [detail, outcome])
	).toEqual([
		[{ isAsked: true }, 'done'],
		[{ isAsked: false }, 'forbidden'],
		[{ isAsked: false }, 'done']
	]);
});
