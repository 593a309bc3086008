import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type * as Y from 'yjs';
import { addAction, changeAction, withdrawAction, type NewAction } from '#shared/board/actions.ts';
import type { MoveName } from '#shared/follow-up/moves.ts';
import { newId, type ActionId, type DocumentId, type NotificationId } from '#shared/ids.ts';
import {
	done,
	jointSession,
	type JointSession,
	type Seat
} from '../../tests/support/joint-session.ts';
import { newAction } from '../../tests/support/series.ts';
import { Notices } from './notices.ts';
import { markNotifications } from './marks.ts';

let board: JointSession;
let chair: Seat;
let olga: Seat;
let notes: DocumentId;

beforeEach(async () => {
	board = await jointSession();
	chair = await board.seat('Chair', 'EUROJUST', 'chair');
	olga = await board.seat('Olga', 'US-DOJ', 'delegate');
	notes = await create('board');
});
afterEach(() => board.end());

const create = (kind: 'board' | 'briefing', ...audience: Seat[]) =>
	board.document({ kind, audience: audience.map(({ organisation }) => organisation) });

const action = (text: string, more: Partial<NewAction> = {}) =>
	newAction(text, { createdBy: chair.person, ...more });

/** Changes a document as its editors would, and waits until all notifications are made. */
async function write(
	id: DocumentId,
	change: (doc: Y.Doc) => void,
	by = chair.person
): Promise<void> {
	await board.write(id, change, by);
	await board.notices.settle();
}

async function added(text: string, more: Partial<NewAction> = {}, at = notes): Promise<ActionId> {
	const one = action(text, more);
	await write(at, (doc) => addAction(doc, one), one.createdBy);
	return one.id;
}

async function move(by: Seat, one: ActionId, name: MoveName, words = ''): Promise<void> {
	const place = { document: notes, action: one };
	done(await board.followUps.move(by.person, place, { move: name, words }));
	await board.notices.settle();
}

const toldOf = async ({ person }: Seat) =>
	(await board.notices.list(person)).map(({ reference, text }) => `${reference} ${text}`);
const kindsOf = async ({ person }: Seat) =>
	(await board.notices.list(person)).map(({ kind, by, words }) =>
		[kind, by, words].filter(Boolean).join(' | ')
	);

describe('the lead', () => {
	it('is notified once, whatever else changes', async () => {
		const one = await added('one', { leadPerson: olga.person });
		await write(notes, (doc) => changeAction(doc, one, { due: '2024-09-30', text: 'one more' }));
		await board.projector.project(notes);
		expect(await toldOf(olga)).toEqual(['JS-01-A1 one more']);
	});

	it('is everybody in the organisation who may follow up, while no person is named', async () => {
		const boris = await board.seat('Boris', 'US-DOJ', 'delegate');
		const observer = await board.seat('Observer', 'US-DOJ', 'observer');
		const guest = await board.seat('Guest', 'US-DOJ', 'guest');
		const one = await added('one', { leadOrganisation: olga.organisation });
		await move(chair, one, 'agree');
		for (const seat of [olga, boris])
			expect(await kindsOf(seat)).toEqual(['moved | Chair', 'assigned']);
		for (const seat of [observer, guest]) expect(await toldOf(seat)).toEqual([]);
	});

	it('is notified as a named person even without the right to follow up', async () => {
		const observer = await board.seat('Observer', 'US-DOJ', 'observer');
		await added('one', { leadPerson: observer.person });
		expect(await toldOf(observer)).toEqual(['JS-01-A1 one']);
	});

	it('is notified when an action becomes theirs, but not by their own doing', async () => {
		const one = await added('one');
		expect(await toldOf(olga)).toEqual([]);
		await write(notes, (doc) => changeAction(doc, one, { leadPerson: olga.person }));
		await added('mine', { leadPerson: olga.person, createdBy: olga.person });
		expect(await toldOf(olga)).toEqual(['JS-01-A1 one']);
	});

	it('is not notified about a document they may not read', async () => {
		const secret = await create('briefing', chair);
		await added('secret', { leadPerson: olga.person }, secret);
		expect(await toldOf(olga)).toEqual([]);
	});

	it('is notified about the copy in a document they may read, and not about the secret one', async () => {
		const secret = await create('briefing', chair);
		const one = action('secret', { leadPerson: olga.person });
		await write(secret, (doc) => addAction(doc, one));
		await write(notes, (doc) => addAction(doc, { ...one, text: 'open' }));
		expect(await toldOf(olga)).toEqual(['JS-01-A2 open']);
	});

	it('no longer sees a notification when the action is withdrawn or they have left the session', async () => {
		const one = await added('one', { leadPerson: olga.person });
		await added('two', { leadPerson: olga.person });
		await write(notes, (doc) => withdrawAction(doc, one));
		expect(await toldOf(olga)).toEqual(['JS-01-A2 two']);
		await board.participation.remove(chair.person, board.session, olga.person);
		expect(await toldOf(olga)).toEqual([]);
	});
});

describe('a change of an action', () => {
	it('notifies the people it concerns, with actor and words, but never the actor', async () => {
		const helper = await board.seat('Helper', 'EC', 'delegate');
		const one = await added('one', {
			leadPerson: olga.person,
			leadOrganisation: olga.organisation,
			support: [helper.organisation]
		});
		await move(chair, one, 'agree');
		await move(olga, one, 'complete', 'case 12/2024');
		await move(chair, one, 'return', 'the annex is missing');
		await move(olga, one, 'complete', 'case 13/2024');
		await move(chair, one, 'confirm');
		expect(await kindsOf(olga)).toEqual([
			...['confirmed | Chair', 'returned | Chair | the annex is missing'],
			...['moved | Chair', 'assigned']
		]);
		expect(await kindsOf(chair)).toEqual([
			...['completed | Olga | case 13/2024', 'completed | Olga | case 12/2024']
		]);
		expect((await kindsOf(helper)).filter((line) => line.startsWith('moved'))).toHaveLength(5);
	});

	it('that also accepts the action is notified as its acceptance, unless it completes the action', async () => {
		const of = { leadOrganisation: olga.organisation };
		const [one, two] = [await added('one', of), await added('two', of)];
		for (const action of [one, two]) await move(chair, action, 'agree');
		await move(olga, one, 'start');
		await move(olga, two, 'complete', 'case 12/2024');
		expect(await kindsOf(chair)).toEqual(['completed | Olga | case 12/2024', 'answered | Olga']);
	});

	it('is told a few times if one person makes it again and again, with the last words', async () => {
		const one = await added('one', {
			leadPerson: olga.person,
			leadOrganisation: olga.organisation
		});
		await move(chair, one, 'agree');
		for (let round = 1; round <= 30; round++) {
			await move(chair, one, 'block', `reason ${round}`);
			await move(chair, one, 'start');
		}
		await move(chair, one, 'block', 'the last reason');
		const told = (await kindsOf(olga)).filter((line) => line.startsWith('moved'));
		expect(told).toHaveLength(3);
		expect(told[0]).toBe('moved | Chair | the last reason');
		const place = { document: notes, action: one };
		const history = await board.followUps.history(olga.person, place);
		expect(Array.isArray(history) && history.length).toBeGreaterThan(60);
	});

	it('is kept for a person with a bounded number of others', async () => {
		const one = await added('one', {
			leadPerson: olga.person,
			leadOrganisation: olga.organisation
		});
		const kept = await board.database
			.selectFrom('notification')
			.selectAll()
			.executeTakeFirstOrThrow();
		for (let batch = 0; batch < 11; batch++)
			await board.database
				.insertInto('notification')
				.values(
					Array.from({ length: 100 }, () => ({
						...kept,
						id: newId<NotificationId>(),
						created_at: batch
					}))
				)
				.execute();
		await move(chair, one, 'agree');
		const rows = await board.database.selectFrom('notification').select('created_at').execute();
		expect(rows).toHaveLength(1_000);
		expect(rows.filter(({ created_at }) => created_at === kept.created_at)).toHaveLength(1);
	});

	it('in the register notifies the lead, unless they made it', async () => {
		const one = await added('one', { leadOrganisation: olga.organisation });
		await move(chair, one, 'agree');
		const change = async (by: Seat, due: string) => {
			done(await board.actions.change(by.person, { document: notes, action: one }, { due }));
			await board.notices.settle();
		};
		await change(olga, '2030-10-31');
		await change(chair, '2030-11-30');
		expect(await kindsOf(olga)).toEqual(['changed | Chair', 'moved | Chair', 'assigned']);
	});

	it('is notified once, even when two instances process it at the same time', async () => {
		await added('one', { leadPerson: olga.person });
		const again = new Notices({ ...board, unawaited: (work) => void work });
		await Promise.all([again.settle(), board.notices.settle()]);
		expect(await toldOf(olga)).toEqual(['JS-01-A1 one']);
	});

	it('made while notifications were stopped is notified at the next start', async () => {
		const one = action('one', { leadPerson: olga.person });
		await board.notices.close();
		await board.write(notes, (doc) => addAction(doc, one));
		expect(await toldOf(olga)).toEqual([]);
		await new Notices({ ...board, unawaited: (work) => void work }).settle();
		expect(await toldOf(olga)).toEqual(['JS-01-A1 one']);
	});
});

describe('preferences and read marks', () => {
	it('decide what the bell shows and what is mailed', async () => {
		const { preferences } = board;
		const { notices, ...rest } = await preferences.of(olga.person);
		expect(notices.find(({ kind }) => kind === 'assigned')).toEqual({
			...{ kind: 'assigned', inApp: true, mail: true }
		});
		await preferences.set(olga.person, {
			...rest,
			notices: [
				{ kind: 'assigned', inApp: false, mail: true },
				{ kind: 'moved', inApp: false, mail: false }
			]
		});
		const told: unknown[] = [];
		board.events.on('notified', (...what) => told.push(what));
		const one = await added('one', { leadPerson: olga.person });
		await move(chair, one, 'agree');
		expect(told).toEqual([]);
		const rows = await board.database.selectFrom('notification').select(['kind', 'mail']).execute();
		expect(rows).toEqual([{ kind: 'assigned', mail: 'waiting' }]);
	});

	it('belong to one person: a notification one has read is still new to others', async () => {
		const boris = await board.seat('Boris', 'US-DOJ', 'delegate');
		await added('one', { leadOrganisation: olga.organisation });
		await markNotifications(board.commands, olga.person, true);
		const [hers] = await board.notices.list(olga.person);
		const [his] = await board.notices.list(boris.person);
		expect([hers?.read, his?.read]).toEqual([true, false]);
		if (his) await markNotifications(board.commands, olga.person, true, [his.id]);
		expect((await board.notices.list(boris.person))[0]?.read).toBe(false);
	});
});
