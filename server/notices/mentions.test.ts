import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { textOf } from '#shared/board/schema.ts';
import type { DocumentId } from '#shared/ids.ts';
import { addressOfNotification } from '#shared/follow-up/notification.ts';
import { headsOf, lettersBehind, startBehind } from '#shared/text/place.ts';
import { jointSession, type JointSession, type Seat } from '../../tests/support/joint-session.ts';
import { writeLine } from '../../tests/support/lines.ts';

let board: JointSession;
let chair: Seat;
let olga: Seat;
let ben: Seat;
let briefing: DocumentId;

beforeEach(async () => {
	board = await jointSession();
	chair = await board.seat('Ann Chair', 'EUROJUST', 'chair');
	olga = await board.seat('Olga Meier', 'US-DOJ', 'delegate');
	ben = await board.seat('Ben Ruiz', 'EC', 'observer');
	briefing = await board.document({ kind: 'briefing' });
	board.searchIndex.start();
});
afterEach(() => board.end());

/** Writes a line, and waits until it was read. */
async function write(words: string, by: Seat | 'nobody' = chair, id = briefing): Promise<void> {
	await board.write(
		id,
		(doc) => writeLine(textOf(doc), words),
		by === 'nobody' ? undefined : by.person
	);
	await board.searchIndex.catchUp();
}

const told = ({ person }: Seat) => board.notices.list(person);
const textsOf = async (seat: Seat) => (await told(seat)).map(({ text }) => text);

describe('a mention', () => {
	it('tells its person, with the line and who wrote it', async () => {
		await write('To be checked with @Meier, and @EC.');
		const [one, ...others] = await told(olga);
		expect(others).toEqual([]);
		expect(one).toMatchObject({
			...{ kind: 'mentioned', by: 'Ann Chair', reference: 'JS-01', action: undefined },
			...{ text: 'To be checked with @Meier, and @EC.', read: false, label: 'TLP:CLEAR' }
		});
		const line = await board.read(briefing, (doc) => headsOf(textOf(doc)).at(-1)?.get('id'));
		expect(one && addressOfNotification(one)).toBe(
			`/sessions/${board.session}?document=${briefing}&line=${String(line)}`
		);
		expect(await told(ben)).toEqual([]);
	});

	it('tells once for a line, whatever is written there later, and shows the line as it is now', async () => {
		await write('Ask @Meier');
		await board.write(
			briefing,
			(doc) => {
				const text = textOf(doc);
				const last = headsOf(text).at(-1);
				text.insert(startBehind(last) + lettersBehind(text, last).length, ' and @Meier again');
			},
			chair.person
		);
		await board.searchIndex.catchUp();
		expect(await textsOf(olga)).toEqual(['Ask @Meier and @Meier again']);
		await write('Another line for @meier');
		expect(await textsOf(olga)).toHaveLength(2);
	});

	it('tells nobody of what they wrote themselves, and nobody where the writer is not known', async () => {
		await write('I am @Meier', olga);
		await write('The program says @Meier', 'nobody');
		expect(await told(olga)).toEqual([]);
	});

	it('tells nobody who may not read the document, and no longer those who may not now', async () => {
		const secret = await board.document({ kind: 'annex', audience: [chair.organisation] });
		await write('Keep from @Meier', chair, secret);
		expect(await told(olga)).toEqual([]);
		const shared = await board.document({
			...{ kind: 'annex', audience: [chair.organisation, olga.organisation] }
		});
		await write('For @Meier', chair, shared);
		expect(await textsOf(olga)).toEqual(['For @Meier']);
		await board.database
			.deleteFrom('document_audience')
			.where('document_id', '=', shared)
			.where('organisation_id', '=', olga.organisation)
			.execute();
		expect(await told(olga)).toEqual([]);
	});

	it('is none in an address, or in a line that becomes an action', async () => {
		await write('write to x@Meier.example or x@Meier');
		await write('! @Meier send the list');
		await write('= agreed: @Meier sends it');
		await write('@Meierhof is a place');
		expect(await told(olga)).toEqual([]);
	});

	it('may be a whole name in quotation marks', async () => {
		await write('See @"Olga Meier" for this');
		expect(await textsOf(olga)).toHaveLength(1);
	});

	it('is told ten times at most when there are 200 at once', async () => {
		await board.write(
			briefing,
			(doc) => {
				for (let at = 0; at < 200; at++) writeLine(textOf(doc), `@Meier ${at}`);
			},
			chair.person
		);
		await board.searchIndex.catchUp();
		expect(await told(olga)).toHaveLength(10);
		await write('@Meier once more');
		expect(await told(olga)).toHaveLength(10);
	});

	it('goes by mail as its person prefers', async () => {
		const wishes = await board.preferences.of(olga.person);
		const notices = wishes.notices.map((one) =>
			one.kind === 'mentioned' ? { ...one, inApp: false, mail: true } : one
		);
		await board.preferences.set(olga.person, { ...wishes, notices });
		await write('For @Meier');
		const rows = await board.database
			.selectFrom('notification')
			.select(['kind', 'mail', 'read_at'])
			.execute();
		expect(rows).toEqual([
			{ kind: 'mentioned', mail: 'waiting', read_at: expect.any(Number) as number }
		]);
	});
});
