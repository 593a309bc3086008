import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addDecision } from '#shared/board/decisions.ts';
import { withdrawAction } from '#shared/board/actions.ts';
import { headText } from '#shared/board/briefing-head.ts';
import { notesOf, textOf } from '#shared/board/schema.ts';
import { addressOfFound, type Found } from '#shared/find/found.ts';
import { newId, type AgendaItemId, type DecisionId, type DocumentId } from '#shared/ids.ts';
import { isRefusal } from '#shared/refusals.ts';
import {
	done,
	jointSession,
	type JointSession,
	type Seat
} from '../../tests/support/joint-session.ts';
import { writeLine } from '../../tests/support/lines.ts';
import { act } from '../../tests/support/series.ts';

let board: JointSession;
let chair: Seat;
let olga: Seat;
let ukraine: Seat;
let item: AgendaItemId;
let notes: DocumentId;
let annex: DocumentId;

beforeEach(async () => {
	board = await jointSession();
	board.searchIndex.start();
	chair = await board.seat('Hélène Łukasz', 'EUROJUST', 'chair');
	olga = await board.seat('Olga Müller', 'US-DOJ', 'delegate');
	ukraine = await board.seat('Taras', 'UA', 'delegate');
	item = done(
		await board.agenda.add(chair.person, board.session, {
			...{ kind: 'topical', title: 'Quantum keys', plannedMinutes: 20, speakers: [] }
		})
	);
	notes = await board.document();
	annex = await board.document({
		...{ kind: 'annex', title: 'Warehouses', label: 'TLP:RED' },
		audience: [chair.organisation, olga.organisation]
	});
});
afterEach(() => board.end());

async function find(who: Seat, search: string, administrator = false): Promise<Found[]> {
	await board.searchIndex.catchUp();
	const groups = await board.search.find({ id: who.person, administrator }, search);
	if (isRefusal(groups)) throw new Error(groups.refused);
	return groups.flatMap(({ found }) => found);
}

const words = (found: readonly Found[]) =>
	found.map(({ kind, words }) => `${kind}: ${words.map(({ text }) => text).join('')}`);
const finds = async (who: Seat, search: string) => words(await find(who, search));

describe('a search', () => {
	it.for<[string, string[]]>([
		['quant', ['item: Quantum keys']],
		['KEYS quantum', ['item: Quantum keys']],
		['uantum', []],
		['muller', ['person: Olga Müller']],
		['lukasz hel', ['person: Hélène Łukasz']],
		['us-doj', ['person: Olga Müller']],
		[
			't',
			[
				'session: Joint meeting on keeping sensitive technologies out of the wrong hands',
				'person: Taras'
			]
		],
		['wareh', ['document: Warehouses']],
		["%' or 1=1 --", []],
		['', []],
		['\u0000\ud800', []]
	])('for “%s” finds %j', async ([search, expected]) => {
		expect(await finds(olga, search)).toEqual(expected);
	});

	it('finds the session by its reference and its title, with its label', async () => {
		const [found] = await find(olga, 'js-01');
		expect(found).toMatchObject({ kind: 'session', reference: 'JS-01', label: 'TLP:CLEAR' });
	});

	it('finds actions by reference first, and not those that were withdrawn', async () => {
		for (let at = 0; at < 11; at++)
			await act(board, notes, `list ${at}`, { leadOrganisation: olga.organisation });
		const exact = await find(olga, 'JS-01-A1');
		expect(exact.map(({ reference }) => reference)).toEqual(['JS-01-A1', 'JS-01-A10', 'JS-01-A11']);
		const gone = await act(board, notes, 'to be withdrawn', {});
		expect(await finds(olga, 'withdrawn')).toEqual(['action: to be withdrawn']);
		await board.write(notes, (doc) => withdrawAction(doc, gone));
		expect(await finds(olga, 'withdrawn')).toEqual([]);
	});

	it('puts what begins with the words before what has them somewhere', async () => {
		await act(board, notes, 'ask for the list', {});
		await act(board, notes, 'list the end users', {});
		expect(await finds(olga, 'list')).toEqual([
			'action: list the end users',
			'action: ask for the list'
		]);
	});

	it('finds decisions, lines of notes and briefings, and opens them', async () => {
		const briefing = await board.document({ kind: 'briefing', title: 'Threat' });
		await board.write(notes, (doc) => {
			writeLine(notesOf(doc, item), 'the harbour of Rotterdam');
			addDecision(doc, {
				...{ id: newId<DecisionId>(), kind: 'decision', verb: 'agreed', text: 'to watch harbours' },
				...{ item, createdBy: undefined, createdAt: new Date().toISOString() }
			});
		});
		await board.edit(briefing, (doc) => {
			writeLine(textOf(doc), 'another harbour');
			headText(doc, 'known').insert(0, 'harbour masters');
		});
		const found = await find(olga, 'harbour');
		expect(words(found)).toEqual([
			'decision: to watch harbours',
			...['line: harbour masters', 'line: the harbour of Rotterdam', 'line: another harbour']
		]);
		expect(found.map(addressOfFound)).toEqual([
			expect.stringMatching(/\?decision=/),
			`/sessions/${board.session}?document=${briefing}`,
			expect.stringContaining(`?item=${item}&line=`),
			expect.stringContaining(`?document=${briefing}&line=`)
		]);
		expect(found[2]?.about).toBe('Quantum keys');
	});

	it('marks what was looked for, where a word begins so', async () => {
		await act(board, notes, 'relist the List of lists', {});
		const [found] = await find(olga, 'list');
		expect(found?.words.map(({ text, isMatch }) => (isMatch ? `[${text}]` : text)).join('')).toBe(
			'relist the [List] of [list]s'
		);
	});

	it('follows what changes: lines, titles, names and items', async () => {
		await board.edit(notes, (doc) => writeLine(notesOf(doc, item), 'zebra crossing'));
		expect(await finds(olga, 'zebra')).toEqual(['line: zebra crossing']);
		await board.edit(notes, (doc) => notesOf(doc, item).insert(6, ' and giraffe'));
		expect(await finds(olga, 'giraffe zebra')).toHaveLength(1);
		await board.database
			.updateTable('organisation')
			.set({ name: 'Department' })
			.where('id', '=', olga.organisation)
			.execute();
		expect(await finds(chair, 'department')).toEqual(['person: Olga Müller']);
		done(await board.agenda.remove(chair.person, board.session, item));
		expect(await finds(olga, 'quantum')).toEqual([]);
		expect(await finds(olga, 'zebra')).toEqual([]);
	});
});

describe('somebody outside the audience', () => {
	beforeEach(async () => {
		await act(board, annex, 'search the depot', {});
		await board.edit(annex, (doc) => writeLine(textOf(doc), 'the depot is in Antwerp'));
	});

	it('finds nothing of a document that they may not read', async () => {
		for (const search of ['depot', 'antwerp', 'warehouses', 'js-01-a1'])
			expect(await finds(olga, search), search).not.toEqual([]);
		for (const search of ['depot', 'antwerp', 'warehouses', 'js-01-a1', 'x', 'wa'])
			expect(await finds(ukraine, search), search).toEqual([]);
	});

	it('finds nothing any longer from the moment when they are taken out', async () => {
		expect(await finds(olga, 'depot')).not.toEqual([]);
		await board.database
			.deleteFrom('document_audience')
			.where('organisation_id', '=', olga.organisation)
			.execute();
		expect(await finds(olga, 'depot')).toEqual([]);
		done(await board.participation.remove(chair.person, board.session, olga.person));
		expect(await finds(olga, 'quantum')).toEqual([]);
	});

	it('finds nothing of a session in which they do not take part, and nobody of it', async () => {
		const outsider = await board.seat('Outsider', 'XX', 'delegate');
		await board.database
			.deleteFrom('participant')
			.where('person_id', '=', outsider.person)
			.execute();
		for (const search of ['quantum', 'olga', 'js-01', 'july', 'depot', 'outsider'])
			expect(await finds(outsider, search), search).toEqual([]);
		expect(words(await find(outsider, 'olga', true))).toEqual(['person: Olga Müller']);
		expect(await finds(chair, 'outsider')).toEqual(['person: Outsider']); // who may seat them
		expect(await finds(olga, 'outsider')).toEqual([]);
	});
});

describe('the index', () => {
	it('reads everything anew after an update of the board, and loses nothing in a crash', async () => {
		await board.edit(notes, (doc) => writeLine(notesOf(doc, item), 'zebra'));
		await find(olga, 'zebra');
		await board.edit(notes, (doc) => writeLine(notesOf(doc, item), 'okapi'));
		await board.database.deleteFrom('search_word').execute();
		await board.database.deleteFrom('search_entry').execute();
		await board.database.updateTable('document').set({ searched_seq: -1 }).execute();
		expect(await finds(olga, 'okapi')).toEqual(['line: okapi']);
		expect(await finds(olga, 'zebra')).toEqual(['line: zebra']);
	});

	it('keeps at most so many words of a document, and gives room back', async () => {
		const line = (at: number) => Array.from({ length: 300 }, (_, n) => `w${at}x${n}`).join(' ');
		await board.edit(annex, (doc) => {
			for (let at = 0; at < 80; at++) writeLine(textOf(doc), line(at));
		});
		await board.searchIndex.catchUp();
		expect(await wordsOfAnnex()).toBe(20_000);
		await board.edit(annex, (doc) => textOf(doc).delete(0, textOf(doc).length));
		await board.searchIndex.catchUp();
		expect(await wordsOfAnnex()).toBe(0);
	});

	const wordsOfAnnex = async () => {
		const all = board.database.selectFrom('search_word').where('scope', '=', annex);
		const [row] = await all.select((count) => count.fn.countAll<number>().as('count')).execute();
		return row?.count;
	};
});

it('lets nobody search without end', async () => {
	const many = Array.from({ length: 301 }, () =>
		board.search.find({ id: olga.person, administrator: false }, 'x')
	);
	expect((await Promise.all(many)).at(-1)).toEqual({ refused: 'too-many-searches' });
});
