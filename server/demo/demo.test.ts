import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addAction } from '#shared/board/actions.ts';
import type { PersonId, SessionId } from '#shared/ids.ts';
import { NO_FILTER } from '#shared/register/filter.ts';
import { addDays, dayIn } from '#shared/time/dates.ts';
import { openDatabase, type TestDatabase } from '../../tests/support/data-folder.ts';
import { servicesOn } from '../../tests/support/joint-session.ts';
import { newAction } from '../../tests/support/series.ts';
import { editDocument } from '../../tests/support/server-edit.ts';
import { loadDemo } from './demo.ts';

let store: TestDatabase;
let board: ReturnType<typeof servicesOn>;

beforeEach(async () => {
	store = await openDatabase();
	board = servicesOn(store);
});
afterEach(async () => {
	await board.close();
	await store.end();
});

const account = async (email: string): Promise<PersonId> => {
	const found = (await board.people.list()).find((one) => one.email === email);
	if (!found) throw new Error(`no ${email}`);
	return found.id;
};
const sessionsOf = async (email: string) => board.sessions.of(await account(email));
const actionsOf = async (email: string) =>
	board.register.page(
		await account(email),
		{ ...NO_FILTER, whose: 'all' },
		{ offset: 0, limit: 50 }
	);

describe('the demo', () => {
	beforeEach(() => loadDemo(board));

	const named = async (isIllustrative: boolean) => {
		const found = (await sessionsOf('chair@eurojust.example')).filter(
			({ illustrative }) => illustrative === isIllustrative
		);
		expect(found).toHaveLength(1);
		return found[0]?.id as SessionId;
	};

	it('has the July meeting, in which nothing is made up, and a session around today that is made up', async () => {
		const july = await named(false);
		expect(await board.sessions.details(july)).toMatchObject({ date: '2024-07-12' });
		expect((await board.documents.heads(july)).map(({ illustrative }) => illustrative)).toEqual([
			...[0, 0, 0, 0]
		]);
		const today = dayIn('Europe/Amsterdam', new Date());
		const made = await board.sessions.details(await named(true));
		expect(made?.state).toBe('suspended');
		expect([8, 9, 10].map((days) => addDays(today, -days))).toContain(made?.date);
	});

	it('marks everything in that session as illustrative, and gives the July meeting none of it', async () => {
		const made = await named(true);
		const heads = await board.documents.heads(made);
		expect(heads.map(({ kind, illustrative }) => [kind, illustrative])).toEqual([
			['board', 1],
			['annex', 1]
		]);
		for (const table of ['action', 'decision'] as const) {
			const rows = await board.database
				.selectFrom(table)
				.select(['session_id', 'illustrative'])
				.execute();
			expect(rows.length).toBeGreaterThan(1);
			for (const { session_id, illustrative } of rows)
				expect(illustrative, table).toBe(session_id === made ? 1 : 0);
		}
		const chair = await account('chair@eurojust.example');
		const reader = await board.participation.reader(chair, made);
		if (!reader) throw new Error('the chair is not there');
		const of = { session: made, reader, at: new Date() };
		const paper = JSON.stringify(await board.minutes.of({ ...of, illustrative: false }));
		expect(paper).toContain('(illustrative)'); // its title
		for (const words of ['lists of end users every quarter', 'common form', 'Commission offered'])
			expect(paper).not.toContain(words);
	});

	it('has open, overdue and completed actions, a decision that is read back, and notes of several people', async () => {
		const actions = await actionsOf('rapporteur@eurojust.example');
		expect(actions.map(({ status, overdue }) => `${status}${overdue ? ', overdue' : ''}`)).toEqual([
			'in-progress, overdue',
			'completed',
			'in-progress',
			'in-progress',
			'agreed'
		]);
		const { needs, running } = await board.homes.of(await account('delegate@usdoj.example'));
		expect(needs.readBacks).toHaveLength(1);
		expect(running).toMatchObject([
			{ illustrative: true, state: 'suspended', item: { number: '3' } }
		]);
		const chairs = await board.homes.of(await account('chair@eurojust.example'));
		expect(chairs.needs.toConfirm).toHaveLength(1);
		const authors = await board.database
			.selectFrom('document_author')
			.select('person_id')
			.distinct()
			.execute();
		expect(authors.length).toBeGreaterThan(3);
	});

	it('marks what is added to it later, too', async () => {
		const made = await named(true);
		const [notes] = await board.documents.heads(made);
		if (!notes) throw new Error('no notes');
		await editDocument(board.rooms, notes.id, (doc) => addAction(doc, newAction('try it')));
		await board.projector.project(notes.id);
		const actions = await actionsOf('chair@eurojust.example');
		expect(actions.find(({ text }) => text === 'try it')).toMatchObject({ illustrative: true });
	});

	it('shows the annex to two delegations only', async () => {
		expect(await actionsOf('delegate@usdoj.example')).toHaveLength(5);
		expect(await actionsOf('delegate@commission.example')).toHaveLength(4);
	});
});

it('of the July meeting alone has that alone', async () => {
	await loadDemo(board, true);
	expect(await sessionsOf('chair@eurojust.example')).toMatchObject([{ illustrative: false }]);
	expect(await actionsOf('chair@eurojust.example')).toEqual([]);
});
