import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addAction } from '#shared/board/actions.ts';
import type { DocumentId } from '#shared/ids.ts';
import { limitsLine, printedMark } from '#shared/marking.ts';
import { NO_FILTER } from '#shared/register/filter.ts';
import { isRefusal } from '#shared/refusals.ts';
import {
	done,
	jointSession,
	type JointSession,
	type Seat
} from '../../tests/support/joint-session.ts';
import { act, decide, newAction } from '../../tests/support/series.ts';

let board: JointSession;
let chair: Seat;
let olga: Seat;
let annex: DocumentId;
const LIMITS = { codes: ['EUROJUST', 'US-DOJ'], named: 1, caveat: 'LIMITE' };

beforeEach(async () => {
	board = await jointSession();
	chair = await board.seat('Chair', 'EUROJUST', 'chair');
	olga = await board.seat('Olga', 'US-DOJ', 'delegate');
	const taras = await board.seat('Taras', 'UA-PGO', 'delegate');
	const notes = await board.document();
	annex = await board.document({
		...{ kind: 'annex', title: 'Warehouses', label: 'TLP:GREEN', caveat: 'LIMITE' },
		audience: [chair.organisation, olga.organisation],
		persons: [taras.person]
	});
	await act(board, notes, 'meet again');
	await board.write(
		annex,
		(doc) =>
			addAction(
				doc,
				newAction('name the harbour', {
					leadOrganisation: olga.organisation,
					leadPerson: olga.person,
					createdBy: chair.person
				})
			),
		chair.person
	);
	await board.notices.settle();
});
afterEach(() => board.end());

const readable = async ({ person }: Seat) => board.homes.of(person);

describe('the audience of a document stands', () => {
	it('beside its actions in the register, and beside no other', async () => {
		const window = { offset: 0, limit: 9 };
		const all = { ...NO_FILTER, whose: 'all' as const };
		const actions = await board.register.page(olga.person, all, window);
		expect(actions.map(({ text, limits }) => [text, limits])).toEqual(
			expect.arrayContaining([
				['meet again', undefined],
				['name the harbour', LIMITS]
			])
		);
	});

	it('on the first page, beside what waits for somebody', async () => {
		expect(JSON.stringify(await readable(olga))).toContain(JSON.stringify(LIMITS));
	});

	it('beside its decisions, with the label', async () => {
		await decide(board, annex, 'to search the ships');
		const [decision] = await board.decisions.of(olga.person);
		expect(decision).toMatchObject({ label: 'TLP:GREEN', limits: LIMITS });
	});

	it('in a search, for the document and what is in it', async () => {
		await board.searchIndex.catchUp();
		for (const sought of ['Warehouses', 'harbour']) {
			const groups = await board.search.find({ id: olga.person, administrator: false }, sought);
			if (isRefusal(groups)) throw new Error(groups.refused);
			expect(groups.flatMap(({ found }) => found.map(({ limits }) => limits))).toEqual([LIMITS]);
		}
	});

	it('in notifications, and in the list of documents', async () => {
		const [notification] = await board.notices.list(olga.person);
		expect(notification).toMatchObject({ text: 'name the harbour', limits: LIMITS });
		const reader = { ...olga, role: 'delegate' } as const;
		const documents = await board.documents.list(board.session, reader);
		expect(documents.map(({ limits }) => limits)).toEqual([undefined, LIMITS]);
	});

	it('in calendars', async () => {
		const token = done(await board.calendars.create(olga.person, { whose: 'mine', events: false }));
		const calendar = await board.calendars.read(token, 'https://board.example', false);
		const summary = calendar?.replaceAll('\r\n ', '').replaceAll('\\', '');
		expect(summary).toContain('[TLP:GREEN, EUROJUST, US-DOJ and one named person only, LIMITE]');
	});

	it('in words', () => {
		expect(limitsLine(LIMITS)).toBe('EUROJUST, US-DOJ, one named person only – LIMITE');
		expect(limitsLine(undefined)).toBe('');
		expect(printedMark('TLP:RED', undefined)).toBe('[TLP:RED]');
	});
});
