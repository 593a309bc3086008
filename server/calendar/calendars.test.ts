import { afterEach, beforeEach, expect, it } from 'vitest';
import { withdrawAction } from '#shared/board/actions.ts';
import type { ActionId, DocumentId } from '#shared/ids.ts';
import { isRefusal } from '#shared/refusals.ts';
import {
	done,
	jointSession,
	type JointSession,
	type Seat
} from '../../tests/support/joint-session.ts';
import { act } from '../../tests/support/series.ts';
import { Calendars } from './calendars.ts';

const ORIGIN = 'https://board.example';
const DAY = 86_400_000; // ms

let board: JointSession;
let calendars: Calendars;
let chair: Seat;
let olga: Seat;
let colleague: Seat;
let notes: DocumentId;

beforeEach(async () => {
	board = await jointSession();
	calendars = new Calendars(board);
	chair = await board.seat('Chair', 'EUROJUST', 'chair');
	olga = await board.seat('Olga', 'US-DOJ', 'delegate');
	colleague = await board.seat('Colleague', 'US-DOJ', 'delegate');
	notes = await board.document({ label: 'TLP:GREEN' });
});
afterEach(() => board.end());

const give = (text: string, lead: Seat, at = notes) =>
	act(board, at, text, {
		...{ leadOrganisation: lead.organisation, leadPerson: lead.person, due: '2030-09-30' }
	});

async function feed(by: Seat, whose: 'mine' | 'organisation'): Promise<string[]> {
	const token = done(await calendars.create(by.person, { whose, events: false }));
	const text = (await calendars.read(String(token), ORIGIN, false)) ?? '';
	return [...text.matchAll(/SUMMARY:.*?([a-z]+)”\r?$/gm)].map(([, word]) => word ?? '').sort();
}

const finished = (action: ActionId, days: number) =>
	board.database
		.updateTable('action')
		.set({ status: 'closed', changed_at: Date.now() - days * DAY })
		.where('id', '=', action)
		.execute();

it('shows actions that the person or their organisation leads, as chosen, and nobody else’s', async () => {
	await give('own', olga);
	await give('theirs', colleague);
	await give('foreign', chair);
	await act(board, notes, 'supported', {
		...{ leadOrganisation: chair.organisation, support: [olga.organisation], due: '2030-09-30' }
	});
	expect(await feed(olga, 'mine')).toEqual(['own']);
	expect(await feed(olga, 'organisation')).toEqual(['own', 'theirs']);
});

it('shows finished actions for three months, and no withdrawn ones', async () => {
	await give('open', olga);
	const [lately, before] = [await give('lately', olga), await give('before', olga)];
	const gone = await give('gone', olga);
	await board.write(notes, (doc) => withdrawAction(doc, gone));
	await finished(lately, 80);
	await finished(before, 100);
	expect(await feed(olga, 'organisation')).toEqual(['lately', 'open']);
	const place = { document: notes, action: gone };
	expect(await calendars.file(olga.person, place, ORIGIN)).toEqual({ refused: 'not-found' });
});

it('makes the file of an action only for people who may read it', async () => {
	const secret = await board.document({ label: 'TLP:AMBER', audience: [chair.organisation] });
	const place = { document: secret, action: await give('hush', chair, secret) };
	expect(isRefusal(await calendars.file(chair.person, place, ORIGIN))).toBe(false);
	expect(await calendars.file(olga.person, place, ORIGIN)).toEqual({ refused: 'not-found' });
});
