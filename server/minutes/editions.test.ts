import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { notesOf } from '#shared/board/schema.ts';
import {
	newId,
	type AgendaItemId,
	type CorrectionId,
	type DocumentId,
	type SeriesId
} from '#shared/ids.ts';
import type { EditionLine } from '#shared/minutes/edition.ts';
import type { Minutes } from '#shared/minutes/minutes.ts';
import { headsOf, startBehind } from '#shared/text/place.ts';
import { dayIn } from '#shared/time/dates.ts';
import {
	done,
	jointSession,
	type JointSession,
	type Seat
} from '../../tests/support/joint-session.ts';
import { anotherSession } from '../../tests/support/series.ts';
import { writeLine } from '../../tests/support/lines.ts';
import { renderJson } from '../export/json.ts';
import { renderMarkdown } from '../export/markdown.ts';
import type { Circulation } from './adoption.ts';
import { verifyMinutes } from './verify-copy.ts';

let board: JointSession;
let chair: Seat;
let rapporteur: Seat;
let olga: Seat;
let taras: Seat;
let notes: DocumentId;
let item: AgendaItemId;

const SAID = 'The President opened the meeting.';
const AGREED = 'It was agreed to meet again.';

beforeEach(async () => {
	board = await jointSession();
	chair = await board.seat('Chair', 'EUROJUST', 'chair');
	rapporteur = await board.seat('Rapporteur', 'EUROJUST', 'rapporteur');
	olga = await board.seat('Olga', 'US-DOJ', 'delegate');
	taras = await board.seat('Taras', 'UA-PGO', 'delegate');
	notes = await board.document();
	const opening = { kind: 'opening', title: 'Opening', plannedMinutes: 5, speakers: [] } as const;
	item = done(await board.agenda.add(chair.person, board.session, opening));
	await board.write(notes, (doc) => {
		writeLine(notesOf(doc, item), SAID);
		writeLine(notesOf(doc, item), AGREED);
	});
});
afterEach(() => board.end());

async function minutesFor({ person }: Seat): Promise<Minutes> {
	const { session } = board;
	const reader = await board.participation.reader(person, session);
	if (!reader) throw new Error('they take part');
	return done(await board.minutes.of({ session, reader, illustrative: true, at: new Date() }));
}

async function viewFor({ person }: Seat) {
	const reader = await board.participation.reader(person, board.session);
	if (!reader) throw new Error('they take part');
	return board.editions.view(board.session, reader);
}

const printed = (minutes: Minutes) => new TextDecoder().decode(renderMarkdown(minutes));

async function lines(seat = rapporteur): Promise<readonly EditionLine[]> {
	const { texts } = await viewFor(seat);
	return texts.find((one) => one.item === item)?.lines ?? [];
}

async function lineSaying(words: string): Promise<EditionLine> {
	const line = (await lines()).find((one) => one.words === words);
	if (!line) throw new Error(`no line says ${words}`);
	return line;
}

const draft = () => board.editions.drafting.begin(rapporteur.person, board.session);

async function write(was: string, words: string) {
	const { line } = await lineSaying(was);
	const change = { document: notes, line, is: 'write', words, seen: was } as const;
	return board.editions.drafting.write(rapporteur.person, board.session, change);
}

const circulate = (how: Partial<Circulation> = {}) =>
	board.editions.adoption.circulate(rapporteur.person, board.session, {
		...{ until: dayIn('UTC', new Date(Date.now() + 7 * 86_400_000)), procedure: 'meeting' },
		...{ approvers: [], ...how }
	});

async function correct({ person }: Seat, was: string, wanted: string): Promise<CorrectionId> {
	const { line } = await lineSaying(was);
	const asked = { document: notes, line, was, wanted, reason: 'as we said' };
	done(await board.editions.corrections.ask(person, board.session, asked));
	const { corrections } = await viewFor(rapporteur);
	const id = corrections.at(-1)?.id;
	if (!id) throw new Error('it was sent');
	return id;
}

const adopt = () => board.editions.adoption.adopt(chair.person, board.session, undefined);

/** Verifies a copy as it is exported, perhaps after somebody changed it. */
function verify(minutes: Minutes, change = (text: string) => text) {
	const text = new TextDecoder().decode(renderJson(minutes));
	return verifyMinutes(JSON.parse(change(text)) as Minutes);
}

type Path = readonly (string | number)[];

/** Where each word, number and flag of a value stands. */
function leavesOf(value: unknown, path: Path = []): Path[] {
	if (typeof value !== 'object' || value === null) return [path];
	return Object.entries(value).flatMap(([key, one]) => leavesOf(one, [...path, key]));
}

/** The same value with another word at one place. */
function changedAt(value: unknown, [key, ...rest]: Path): unknown {
	if (key === undefined) return 'something else';
	const copy = Array.isArray(value) ? [...(value as unknown[])] : { ...(value as object) };
	Reflect.set(copy, key, changedAt(Reflect.get(copy, key), rest));
	return copy;
}

/** Changes the notes after the draft was begun. */
const type = (words: string) =>
	board.write(notes, (doc) => {
		const text = notesOf(doc, item);
		const [first] = headsOf(text);
		if (first) text.insert(startBehind(first), words);
	});

describe('a draft', () => {
	it('follows the notes, under what the rapporteur has written', async () => {
		done(await draft());
		done(await write(SAID, 'The President of Eurojust opened the meeting.'));
		await type('Then ');
		const [first, second] = await lines();
		expect(first).toMatchObject({
			...{ number: '1.1', words: 'The President of Eurojust opened the meeting.' },
			...{ before: SAID, newer: `Then ${SAID}` }
		});
		expect(second).toMatchObject({ number: '1.2', words: AGREED, before: undefined });
		expect(printed(await minutesFor(rapporteur))).toContain('The President of Eurojust opened');
		expect(await board.read(notes, (doc) => notesOf(doc, item).toString())).toContain(SAID);
	});

	it('is known to those who keep the record only; the others see the notes', async () => {
		done(await draft());
		done(await write(SAID, 'Written anew.'));
		expect(await viewFor(olga)).toMatchObject({ editions: [], texts: [] });
		expect(printed(await minutesFor(olga))).toContain(SAID);
		expect((await minutesFor(olga)).control.status).toEqual({ is: 'live' });
	});

	it('lets lines be left out, added and restored, and numbers what is printed', async () => {
		done(await draft());
		const { line } = await lineSaying(SAID);
		const change = (one: object) =>
			board.editions.drafting.write(rapporteur.person, board.session, {
				...{ document: notes, line, ...one }
			} as never);
		done(await change({ is: 'leave-out' }));
		done(await change({ is: 'add', item, words: 'Somebody else opened it.' }));
		expect((await lines()).map(({ number, words }) => [number, words])).toEqual([
			...[
				[undefined, SAID],
				['1.1', 'Somebody else opened it.'],
				['1.2', AGREED]
			]
		]);
		expect(printed(await minutesFor(rapporteur))).not.toContain(SAID);
		done(await change({ is: 'restore' }));
		expect((await lines()).map(({ number }) => number)).toEqual(['1.1', '1.2', '1.3']);
	});

	it('takes no words that were written over others than the writer saw', async () => {
		done(await draft());
		const { line } = await lineSaying(SAID);
		done(await write(SAID, 'First.'));
		const change = { document: notes, line, is: 'write', words: 'Second.', seen: SAID } as const;
		expect(
			await board.editions.drafting.write(rapporteur.person, board.session, change)
		).toMatchObject({ refused: 'wording-moved' });
	});

	it('is not for delegates to write', async () => {
		expect(await board.editions.drafting.begin(olga.person, board.session)).toMatchObject({
			refused: 'forbidden'
		});
	});
});

it('the next meeting is announced to those who take part in it', async () => {
	const { session } = await anotherSession(board, '2030-06-01', [[olga, 'delegate']]);
	const series = newId<SeriesId>();
	await board.database
		.insertInto('series')
		.values({ id: series, name: 'Summer', created_at: 0 })
		.execute();
	await board.database.updateTable('session').set({ series_id: series }).execute();
	const { reference } = (await board.sessions.details(session)) ?? {};
	expect((await minutesFor(olga)).meeting.next).toEqual({ reference, date: '2030-06-01' });
	expect((await minutesFor(taras)).meeting.next).toBeUndefined();
});

describe('circulated minutes', () => {
	beforeEach(async () => {
		done(await draft());
		done(await circulate());
	});

	it('stand still, are read by everybody, and it is known who has opened them', async () => {
		await type('Later ');
		expect(printed(await minutesFor(olga))).not.toContain('Later');
		expect((await minutesFor(olga)).control.status).toMatchObject({ is: 'circulated' });
		expect((await viewFor(rapporteur)).opened).toEqual({ codes: ['US-DOJ'], of: 3 });
		expect((await viewFor(olga)).opened).toBeUndefined();
	});

	it('take corrections of several delegations in one line, and ask where they overlap', async () => {
		const first = await correct(olga, SAID, 'The President of Eurojust opened the meeting.');
		const second = await correct(taras, SAID, 'The President opened the meeting at ten.');
		const third = await correct(taras, SAID, 'The President of the Court opened the meeting.');
		const answer = (correction: CorrectionId) =>
			board.editions.corrections.answer(rapporteur.person, board.session, {
				...{ correction, how: 'accepted' }
			});
		done(await answer(first));
		done(await answer(second));
		expect(await answer(third)).toMatchObject({ refused: 'wording-moved' });
		const now = 'The President of Eurojust opened the meeting at ten.';
		expect((await lines())[0]?.words).toBe(now);
		const told = await board.notices.list(olga.person);
		expect(told.map(({ kind }) => kind)).toContain('minutes-answered');
		expect((await viewFor(olga)).corrections[0]).toMatchObject({
			...{ isOwn: true, answer: { how: 'accepted', by: 'Rapporteur' } }
		});
		expect(await adopt()).toMatchObject({ refused: 'corrections-open' });
	});

	it('are adopted by silence only after the last day, and if nobody objects', async () => {
		done(await board.editions.adoption.recall(rapporteur.person, board.session));
		done(await circulate({ procedure: 'silence' }));
		expect(await adopt()).toMatchObject({ refused: 'silence-not-over' });
		await board.database
			.updateTable('minutes_edition')
			.set({ until: dayIn('UTC', new Date(Date.now() - 2 * 86_400_000)) })
			.execute();
		const say = (objects: boolean, words = '') =>
			board.editions.corrections.vote(olga.person, board.session, { objects, words });
		done(await say(true, 'Not what we said.'));
		expect(await adopt()).toMatchObject({ refused: 'minutes-objected' });
		done(await say(false));
		done(await adopt());
	});

	it('are adopted by those who are named to approve them', async () => {
		done(await board.editions.adoption.recall(rapporteur.person, board.session));
		done(await circulate({ procedure: 'approval', approvers: [olga.organisation] }));
		expect(await adopt()).toMatchObject({ refused: 'approvals-missing' });
		const vote = { objects: false, words: '' };
		done(await board.editions.corrections.vote(olga.person, board.session, vote));
		done(await adopt());
	});

	it('lose lines that are restricted afterwards, for those who may not read them', async () => {
		const { line } = await lineSaying(SAID);
		done(
			await board.restrictions.restrict(rapporteur.person, notes, {
				...{ item, lines: [line as never], label: 'TLP:AMBER' },
				...{ organisations: [rapporteur.organisation], persons: [], isTraced: true }
			})
		);
		expect(printed(await minutesFor(olga))).not.toContain(SAID);
		expect(printed(await minutesFor(olga))).toContain('Withheld: TLP:AMBER');
		expect(printed(await minutesFor(rapporteur))).toContain(SAID);
		expect((await lines(olga)).map(({ words }) => words)).toEqual([AGREED]);
	});
});

describe('adopted minutes', () => {
	beforeEach(async () => {
		done(await draft());
		done(await circulate());
		done(await adopt());
	});

	it('are verified without the board, and what was changed in a copy is named', async () => {
		const minutes = await minutesFor(olga);
		expect(verify(minutes)).toMatchObject({ is: 'intact', reference: 'JS-01-MIN' });
		const changed = verify(minutes, (text) => text.replace(AGREED, 'It was agreed to part.'));
		expect(changed).toEqual({ is: 'changed', what: ['Changed: paragraph 1.2'] });
		const { items } = minutes;
		const shorter = items.map((one) => ({
			...{ ...one, notes: { ...one.notes, content: one.notes.content?.slice(1) ?? [] } }
		}));
		expect(verify({ ...minutes, items: shorter })).toMatchObject({ is: 'changed' });
		const more = (text: string) => text.replace('{', '{"more": 1,');
		expect(verify(minutes, more)).toMatchObject({ is: 'changed' });
	});

	it('name every word of a copy that was changed, wherever it stands', async () => {
		const minutes = await minutesFor(olga);
		const { seal, ...content } = JSON.parse(
			new TextDecoder().decode(renderJson(minutes))
		) as Minutes;
		const places = leavesOf(content);
		expect(places.length).toBeGreaterThan(50);
		for (const path of places) {
			const changed = { ...(changedAt(content, path) as Minutes), ...(seal && { seal }) };
			expect(verifyMinutes(changed), path.join('.')).toMatchObject({ is: 'changed' });
		}
	});

	it('are changed by no command and no statement', async () => {
		await type('Later ');
		expect(printed(await minutesFor(olga))).not.toContain('Later');
		expect(await write(SAID, 'Otherwise.')).toMatchObject({ refused: 'minutes-not-there' });
		const change = board.database.updateTable('minutes_edition').set({ record: '{}' });
		await expect(change.execute()).rejects.toThrow('sealed');
		await expect(board.database.deleteFrom('minutes_edition').execute()).rejects.toThrow('sealed');
		const { line } = await lineSaying(SAID);
		const wish = {
			...{ item, lines: [line as never] as const, label: 'TLP:AMBER' as const },
			...{ organisations: [rapporteur.organisation], persons: [], isTraced: true }
		};
		expect(await board.restrictions.restrict(rapporteur.person, notes, wish)).toMatchObject({
			refused: 'minutes-adopted'
		});
	});

	it('are followed by a corrigendum, which is chained to them', async () => {
		const [first] = (await viewFor(olga)).editions;
		const { adoption } = board.editions;
		done(await adoption.revise(rapporteur.person, board.session, 'corrigendum'));
		done(await write(AGREED, 'It was agreed to meet again in June.'));
		expect((await viewFor(olga)).editions).toHaveLength(1);
		done(await circulate());
		done(await adopt());
		const { editions } = await viewFor(olga);
		expect(editions.map(({ reference, isSuperseded }) => [reference, isSuperseded])).toEqual([
			...[
				['JS-01-MIN COR 1', false],
				['JS-01-MIN', true]
			]
		]);
		const minutes = await minutesFor(olga);
		expect(minutes.seal?.statement.previous).toBe(
			first?.state.is === 'adopted' ? first.state.hash : ''
		);
		expect(printed(minutes)).toContain('again in June');
	});
});
