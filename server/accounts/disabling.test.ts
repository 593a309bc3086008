import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { OrganisationId, PersonId } from '#shared/ids.ts';
import { refuse } from '#shared/refusals.ts';
import {
	done,
	jointSession,
	type JointSession,
	type Seat
} from '../../tests/support/joint-session.ts';
import { act } from '../../tests/support/series.ts';
import { AnswerLinks } from '../mail/answer-links.ts';
import { Answers } from '../mail/answers.ts';
import { Outbox } from '../mail/outbox.ts';
import { writePassword } from './credentials.ts';
import { hashPassword } from './passwords.ts';
import { addPerson } from './people.ts';

const PASSWORD = 'correct horse battery staple';

let board: JointSession;
let organisation: OrganisationId;
let root: PersonId;
let olga: Seat;

beforeEach(async () => {
	board = await jointSession();
	olga = await board.seat('Olga', 'US-DOJ', 'delegate');
	organisation = olga.organisation;
	root = await administrator('root@board.example');
});
afterEach(() => board.end());

async function administrator(email?: string): Promise<PersonId> {
	const account = { organisation, name: 'Root', function: '', administrator: true };
	return done(await addPerson(board.database, { ...account, ...(email && { email }) }));
}

async function signIn(person: PersonId): Promise<string> {
	const { name, value } = done(await board.logins.start(person));
	return `${name}=${value}`;
}
const isSignedIn = async (cookie: string) => (await board.logins.read(cookie)).login !== undefined;
const disable = (person: PersonId, by = root) => board.administration.disable(by, person);
const audited = async (person: PersonId) =>
	(await board.database.selectFrom('audit').selectAll().orderBy('seq').execute()).flatMap(
		({ command, outcome, detail }) => (detail.includes(person) ? [`${command} ${outcome}`] : [])
	);

describe('a disabled person', () => {
	it('is signed out everywhere, and their sockets are told', async () => {
		const cookies = [await signIn(olga.person), await signIn(olga.person)];
		const ended: boolean[] = [];
		board.logins.onEnd((match) => ended.push(match({ person: olga.person, handle: 'any' })));
		expect(await disable(olga.person)).toBeUndefined();
		expect(await Promise.all(cookies.map(isSignedIn))).toEqual([false, false]);
		expect(ended).toEqual([true]);
		expect(await audited(olga.person)).toEqual(['person.disable done']);
	});

	it('keeps their seat, marked, and is offered for no other', async () => {
		const names = async () => (await board.people.choices()).map(({ name }) => name);
		const carol = await administrator('carol@board.example'); // has no seat
		const chair = await board.seat('Chair', 'EUROJUST', 'chair');
		const seat = (person: PersonId, role: 'delegate' | 'observer') =>
			board.participation.put(chair.person, board.session, { person, role, capacity: '' });
		expect(await names()).toEqual(['Chair', 'Olga', 'Root', 'Root']);
		for (const person of [olga.person, carol]) await disable(person);
		expect(await names()).toEqual(['Chair', 'Root']);

		expect(await seat(carol, 'delegate')).toEqual(refuse('account-disabled'));
		expect(await seat(olga.person, 'observer')).toBeUndefined();
		const [doj] = await board.participation.delegations(board.session);
		expect(doj?.people).toMatchObject([{ name: 'Olga', role: 'observer', disabled: true }]);
	});

	it('cannot sign in, and is told why only with the right password', async () => {
		await writePassword(board.database, olga.person, await hashPassword(PASSWORD));
		await disable(olga.person);
		const check = (password: string) =>
			board.credentials.check({
				...{ email: 'olga@us-doj.example', password, address: '10.0.0.1', device: undefined }
			});
		expect(await check('something else entirely')).toEqual(refuse('wrong-password'));
		const person = done(await check(PASSWORD));
		expect(await board.logins.start(person)).toEqual(refuse('account-disabled'));
	});

	it('has no login even if one was created at that very moment', async () => {
		const cookie = await signIn(olga.person);
		const [login] = await board.database.selectFrom('login').selectAll().execute();
		await disable(olga.person);
		if (login) await board.database.insertInto('login').values(login).execute();
		expect(await isSignedIn(cookie)).toBe(false);
		expect(await board.logins.until(login?.id_hash ?? '')).toBe(0);
	});

	it('can do nothing: no command, no document, no calendar, no answer by mail', async () => {
		const notes = await board.document();
		const lead = { leadOrganisation: olga.organisation, leadPerson: olga.person };
		const action = await act(board, notes, 'share the list', lead);
		const feed = done(await board.calendars.create(olga.person, { whose: 'mine', events: false }));
		const links = new AnswerLinks(Buffer.alloc(32, 1));
		const answers = new Answers({ ...board, links, ceiling: 'TLP:GREEN' });
		const link = links.make({
			person: olga.person,
			document: notes,
			action,
			answer: 'accept',
			choice: 'one'
		});
		await disable(olga.person);
		const found = {
			command: await board.savedViews.create(olga.person, 'Mine', ''),
			document: await board.documents.access(olga.person, notes),
			calendar: await board.calendars.read(feed, 'https://board.example', false),
			question: await answers.question(link),
			answer: await answers.act(link, '')
		};
		expect(found).toEqual({
			...{ command: refuse('account-disabled'), document: 'none', calendar: undefined },
			...{ question: refuse('answer-link-spent'), answer: refuse('account-disabled') }
		});
	});

	it('gets no mail, not even what waited', async () => {
		const notes = await board.document();
		await act(board, notes, 'share the list', {
			...{ leadOrganisation: olga.organisation, leadPerson: olga.person }
		});
		await board.notices.settle();
		await disable(olga.person);
		await new Outbox(board.database).gather(Date.now());
		expect(await board.database.selectFrom('mail').selectAll().execute()).toEqual([]);
	});

	it('does not count as somebody who keeps the record', async () => {
		const chair = await board.seat('Chair', 'EUROJUST', 'chair');
		const keeper = await board.seat('Keeper', 'EUROJUST', 'rapporteur');
		await disable(chair.person);
		const removed = board.participation.remove(keeper.person, board.session, keeper.person);
		expect(await removed).toEqual(refuse('last-keeper'));
	});

	it('is shown as such, and is back when enabled', async () => {
		const isDisabled = async () => (await board.people.get(olga.person))?.disabled;
		await disable(olga.person);
		expect(await isDisabled()).toBe(true);
		expect(await board.administration.enable(root, olga.person)).toBeUndefined();
		expect(await isDisabled()).toBe(false);
		expect(await isSignedIn(await signIn(olga.person))).toBe(true);
	});
});

describe('who may be disabled', () => {
	it('nobody by themselves', async () => {
		expect(await disable(root)).toEqual(refuse('own-account'));
	});

	it('never the last administrator who can sign in', async () => {
		const nameless = await administrator();
		expect(await disable(root, nameless)).toEqual(refuse('last-administrator'));
		const second = await administrator('second@board.example');
		expect(await disable(root, second)).toBeUndefined();
	});

	it('only by an administrator who is not disabled, even at the same moment', async () => {
		expect(await disable(root, olga.person)).toEqual(refuse('not-found'));
		const second = await administrator('second@board.example');
		await administrator('third@board.example');
		const results = await Promise.all([disable(root, second), disable(second, root)]);
		expect(results).toEqual([undefined, refuse('account-disabled')]);
	});

	it('no one who does not exist', async () => {
		expect(await disable('a'.repeat(24) as PersonId)).toEqual(refuse('not-found'));
	});
});

it('an administrator ends all logins of a person, who may sign in again', async () => {
	const cookie = await signIn(olga.person);
	expect(await board.administration.signOut(root, olga.person)).toBeUndefined();
	expect(await isSignedIn(cookie)).toBe(false);
	expect(await isSignedIn(await signIn(olga.person))).toBe(true);
	expect(await audited(olga.person)).toContain('person.sign-out done');
});

describe('one-time links', () => {
	const create = async () => done(await board.administration.createLink(root, olga.person));
	const read = (token: string) => board.welcoming.read(token);

	it('of a person: a new one ends the older', async () => {
		const [older, newer] = [await create(), await create()];
		expect(await read(older)).toEqual(refuse('link-spent'));
		expect(await read(newer)).toEqual({ person: olga.person });
	});

	it('end when the person is disabled, and none is created for them', async () => {
		const link = await create();
		await disable(olga.person);
		expect(await read(link)).toEqual(refuse('link-spent'));
		const another = board.administration.createLink(root, olga.person);
		expect(await another).toEqual(refuse('account-disabled'));
	});

	it('end the other logins of the person when a password is set', async () => {
		const cookie = await signIn(olga.person);
		done(await board.welcoming.setPassword(await create(), PASSWORD));
		expect(await isSignedIn(cookie)).toBe(false);
	});
});
