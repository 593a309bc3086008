import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AsksView, Wish } from '#shared/asks/ask.ts';
import { notesOf } from '#shared/board/schema.ts';
import { newId, type AgendaItemId, type DocumentId, type RequestId } from '#shared/ids.ts';
import { isRefusal, type Refusal } from '#shared/refusals.ts';
import type { Ref } from '#shared/restrict/withheld.ts';
import type { LineId } from '#shared/text/line-id.ts';
import { insertLine } from '#shared/text/write.ts';
import {
	done,
	jointSession,
	type JointSession,
	type Seat
} from '../../tests/support/joint-session.ts';
import { linesIn } from '../../tests/support/lines.ts';
import type { Asked } from './asking.ts';

const item = newId<AgendaItemId>();
const LINES = ['Welcome', 'The informant is called Viktor', 'Lunch'];

let board: JointSession;
let chair: Seat;
let olga: Seat;
let eva: Seat;
let notes: DocumentId;
let annex: DocumentId;
let marker: Ref;

beforeEach(async () => {
	board = await jointSession();
	chair = await board.seat('Chair', 'EUROJUST', 'chair');
	olga = await board.seat('Olga', 'US-DOJ', 'delegate');
	eva = await board.seat('Eva', 'EC', 'delegate');
	notes = await board.document();
	({ annex, marker } = await withhold('Viktor', true));
});
afterEach(() => board.end());

/** Olga writes some lines and restricts the second to her delegation. */
async function withhold(word: string, isTraced: boolean) {
	const ids = LINES.map(() => newId() as string as LineId);
	await board.write(notes, (doc) => {
		const text = notesOf(doc, item);
		for (const [at, words] of LINES.entries())
			insertLine(text, text.length, { id: ids[at] ?? newId<never>(), kind: 'paragraph' }, [
				{ text: words.replace('Viktor', word), marks: [] }
			]);
	});
	const lines = [ids[1] ?? newId<never>()] as const;
	const audience = { organisations: [olga.organisation], persons: [], isTraced };
	const wish = { item, lines, label: 'TLP:AMBER+STRICT', ...audience } as const;
	const annex = done(await board.restrictions.restrict(olga.person, notes, wish));
	const { marker_client: client, marker_clock: clock } = await board.database
		.selectFrom('restriction')
		.selectAll()
		.where('annex_id', '=', annex)
		.executeTakeFirstOrThrow();
	return { annex, marker: { client, clock } };
}

const release = (who: Seat): Wish => ({
	is: 'release',
	organisations: [who.organisation],
	persons: []
});
const wished = (over: Partial<Asked> = {}): Asked => ({
	...{ marker, wish: release(eva), words: 'for the warrant', ...over }
});
const ask = (over: Partial<Asked> = {}, who = eva, document = notes) =>
	board.asks.ask(who.person, document, wished(over));
const asksOf = async (who: Seat, document: DocumentId): Promise<AsksView> =>
	done(await board.asks.of(who.person, document));
const refusedAs = (answer: Refusal | undefined) => (answer ? answer.refused : 'done');
const told = async (who: Seat) => {
	await board.notices.settle();
	return board.notices.list(who.person);
};

/** Eva asks from the gap. */
async function asked(over: Partial<Asked> = {}): Promise<RequestId> {
	expect(await ask(over)).toBeUndefined();
	const [one] = (await asksOf(olga, annex)).asks;
	return one?.id ?? newId();
}

describe('asking the originator', () => {
	it('reaches those who mark the annex, and says nothing of it to who asks from the gap', async () => {
		await asked({ until: '2099-01-01' });
		const { asks, mayAnswer, maySanitise } = await asksOf(olga, annex);
		expect({ mayAnswer, maySanitise }).toEqual({ mayAnswer: true, maySanitise: true });
		expect(asks).toMatchObject([
			{
				by: { name: 'Eva', code: 'EC' },
				words: 'for the warrant',
				until: '2099-01-01',
				isOwn: false
			}
		]);
		expect(await told(olga)).toMatchObject([
			{ kind: 'originator-asked', by: 'Eva', document: annex, words: 'for the warrant' }
		]);
		const own = await asksOf(eva, notes);
		expect(own.asks).toMatchObject([{ marker, isOwn: true, end: undefined }]);
		expect(JSON.stringify([own, await told(eva)])).not.toMatch(new RegExp(`${annex}|Viktor`));
	});

	it('waits on the first page of those who may answer, and of nobody else', async () => {
		const request = await asked();
		const onHome = async (who: Seat) => (await board.homes.of(who.person)).needs.asked;
		expect(await onHome(olga)).toMatchObject([
			{ id: request, document: annex, code: 'EC', words: 'for the warrant' }
		]);
		for (const who of [chair, eva]) expect(await onHome(who)).toEqual([]);
		await board.asks.withdraw(eva.person, notes, request);
		expect(await onHome(olga)).toEqual([]);
	});

	it('is readable by nobody else', async () => {
		await asked();
		expect((await asksOf(chair, notes)).asks).toEqual([]);
		expect((await asksOf(olga, notes)).asks).toEqual([]);
		expect(await board.asks.of(eva.person, annex)).toEqual({ refused: 'not-found' });
		expect(await board.asks.of(chair.person, annex)).toEqual({ refused: 'not-found' });
		expect(await told(chair)).toEqual([]);
	});

	it('finds nothing where there is no trace, as where there is nothing', async () => {
		const hidden = await withhold('Oksana', false);
		const answers = [
			await ask({ marker: hidden.marker }),
			await ask({ marker: { client: 7, clock: 7 } }),
			await ask({ marker: undefined }, eva, hidden.annex),
			await ask({ marker: undefined }, eva, newId())
		];
		expect(answers).toEqual(answers.map(() => ({ refused: 'not-found' })));
		expect((await asksOf(eva, notes)).asks).toEqual([]);
	});

	it('is for one request at a time, with a reason, a day to come, and people of the session', async () => {
		const observer = await board.seat('Observer', 'EC', 'observer');
		const wish: Wish = { is: 'release', organisations: [newId()], persons: [] };
		const tries: readonly [Partial<Asked>, Seat?][] = [
			[{ words: '' }],
			[{ until: '2001-01-01' }],
			[{ wish }],
			[{ wish: { is: 'lower', label: 'TLP:RED' } }],
			[{}, observer],
			[{}, olga],
			[{ marker: undefined }]
		];
		const answers = [];
		for (const [over, who] of tries) answers.push(refusedAs(await ask(over, who)));
		const bad = 'bad-request';
		expect(answers).toEqual(['words-missing', bad, bad, bad, 'forbidden', bad, bad]);
		const first = await asked();
		expect(refusedAs(await ask())).toBe('bad-request');
		expect(await board.asks.withdraw(olga.person, annex, first)).toEqual({ refused: 'not-found' });
		expect(await board.asks.withdraw(eva.person, notes, first)).toBeUndefined();
		expect(refusedAs(await ask())).toBe('done');
		expect((await asksOf(eva, notes)).asks.map(({ end }) => end?.how)).toEqual([
			undefined,
			'withdrawn'
		]);
	});

	it('stops at so many about one document', async () => {
		for (let count = 0; count < 20; count++) {
			const one = await asked();
			await board.asks.withdraw(eva.person, notes, one);
		}
		expect(refusedAs(await ask())).toBe('limit-reached');
	});
});

describe('answering for the originator', () => {
	it('refuses with words, which who asked is told, by a document that they may read', async () => {
		const request = await asked();
		const words = 'the source is at risk';
		expect(refusedAs(await board.asks.refuse(chair.person, notes, { request, words }))).toBe(
			'not-the-originator'
		);
		expect(await board.asks.refuse(olga.person, annex, { request, words })).toBeUndefined();
		expect(await told(eva)).toMatchObject([
			{ kind: 'originator-answered', by: 'Olga', document: notes, words, ask: { item } }
		]);
		expect((await asksOf(eva, notes)).asks).toMatchObject([
			{ end: { how: 'refused', by: 'Olga', words } }
		]);
		expect(refusedAs(await board.asks.refuse(olga.person, annex, { request, words }))).toBe(
			'not-from-here'
		);
	});

	it('grants only after the marking was changed; then who asked reads it', async () => {
		const request = await asked();
		expect(refusedAs(await board.asks.grant(olga.person, annex, request))).toBe('bad-request');
		const audience = { organisations: [olga.organisation, eva.organisation], persons: [] };
		const marked = { label: 'TLP:AMBER+STRICT', caveat: '', reason: 'asked', seen: 0 } as const;
		await board.markings.mark(olga.person, annex, { ...marked, audience });
		expect(await board.asks.grant(olga.person, annex, request)).toBeUndefined();
		expect(await told(eva)).toMatchObject([{ kind: 'originator-answered', document: annex }]);
		expect((await asksOf(eva, annex)).asks).toMatchObject([{ end: { how: 'granted' } }]);
	});

	it('puts a sanitised line behind the gap, in the name of who wrote it', async () => {
		const request = await asked({ wish: { is: 'sanitise' } });
		const words = 'A source confirms it';
		expect(await board.asks.sanitise(olga.person, annex, { request, words })).toBeUndefined();
		const said = await board.read(notes, (doc) => linesIn(notesOf(doc, item)));
		expect(said).toEqual(['Welcome', '[Sanitised by US-DOJ] A source confirms it', 'Lunch']);
		const reader = { ...eva, role: 'delegate' } as const;
		expect(await board.withheldIn(board.session, reader)).toMatchObject([
			{ annex: undefined, isSanitised: true }
		]);
		expect(refusedAs(await board.asks.sanitise(olga.person, annex, { request, words }))).toBe(
			'not-from-here'
		);
		expect(await board.read(notes, (doc) => linesIn(notesOf(doc, item)))).toHaveLength(3);
	});

	it('is not for who may not write in the text, nor where there is none', async () => {
		const request = await asked({ wish: { is: 'sanitise' } });
		await board.database.updateTable('session').set({ state: 'closed' }).execute();
		expect((await asksOf(olga, annex)).maySanitise).toBe(false);
		expect(refusedAs(await board.asks.sanitise(olga.person, annex, { request, words: 'no' }))).toBe(
			'bad-request'
		);
		expect((await asksOf(olga, annex)).asks[0]?.end).toBeUndefined();
	});

	it('is never done by silence', async () => {
		const request = await asked({ until: '2099-01-01' });
		await board.database.updateTable('originator_ask').set({ until: '2001-01-01' }).execute();
		expect((await asksOf(eva, notes)).asks).toMatchObject([{ id: request, end: undefined }]);
		expect(await board.documents.access(eva.person, annex)).toBe('none');
	});

	it('is audited by ids, without a word', async () => {
		const request = await asked();
		await board.asks.refuse(olga.person, annex, { request, words: 'the source is at risk' });
		const rows = await board.database
			.selectFrom('audit')
			.selectAll()
			.where('command', 'like', 'originator.%')
			.orderBy('seq')
			.execute();
		expect(rows.map(({ command }) => command)).toEqual(['originator.ask', 'originator.refuse']);
		expect(rows.map(({ detail }) => detail).join()).not.toMatch(/warrant|risk/);
		expect(rows.every(({ detail }) => detail.includes(request))).toBe(true);
	});
});

it('a request about a document that one reads is seen on that document', async () => {
	const head = { kind: 'briefing', title: 'B', label: 'TLP:AMBER' } as const;
	const briefing = await board.document({ ...head, originator: olga.organisation });
	const wish: Wish = { is: 'lower', label: 'TLP:GREEN' };
	expect(await ask({ marker: undefined, wish }, eva, briefing)).toBeUndefined();
	expect((await asksOf(eva, briefing)).asks).toMatchObject([{ wish, marker: undefined }]);
	expect((await asksOf(chair, briefing)).asks).toEqual([]);
	expect((await board.homes.of(chair.person)).needs.asked).toEqual([]);
	expect((await board.homes.of(olga.person)).needs.asked).toHaveLength(1);
	expect(isRefusal(await ask({ marker: undefined, wish }, olga, briefing))).toBe(true);
});
