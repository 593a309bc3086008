import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { notesOf } from '#shared/board/schema.ts';
import { newId, type AgendaItemId, type DocumentId } from '#shared/ids.ts';
import type { Minutes } from '#shared/minutes/minutes.ts';
import type { LineId } from '#shared/text/line-id.ts';
import { insertLine } from '#shared/text/write.ts';
import {
	done,
	jointSession,
	type JointSession,
	type Seat
} from '../../tests/support/joint-session.ts';

const LINES = ['Welcome', 'The informant is called Viktor', 'Lunch'];

let board: JointSession;
let chair: Seat;
let olga: Seat;
let other: Seat;
let notes: DocumentId;
let item: AgendaItemId;
let ids: LineId[];

beforeEach(async () => {
	board = await jointSession();
	chair = await board.seat('Chair', 'EUROJUST', 'chair');
	olga = await board.seat('Olga', 'US-DOJ', 'delegate');
	other = await board.seat('Other', 'EC', 'delegate');
	notes = await board.document();
	const added = {
		kind: 'topical',
		title: 'Sources',
		speakers: [],
		plannedMinutes: undefined
	} as const;
	await board.agenda.add(chair.person, board.session, added);
	item = (await board.agenda.list(board.session))[0]?.id ?? newId();
	ids = LINES.map(() => newId() as string as LineId);
	await board.write(notes, (doc) => {
		const text = notesOf(doc, item);
		for (const [at, words] of LINES.entries())
			insertLine(text, text.length, { id: ids[at] ?? newId<never>(), kind: 'paragraph' }, [
				{ text: words, marks: [] }
			]);
	});
});
afterEach(() => board.end());

async function minutesFor({ person }: Seat): Promise<Minutes> {
	const reader = await board.participation.reader(person, board.session);
	if (!reader) throw new Error('they take part');
	const { session } = board;
	return done(await board.minutes.of({ session, reader, illustrative: true, at: new Date() }));
}

/** The second line, for the delegations of Olga and the chair. */
async function restrict(isTraced: boolean): Promise<void> {
	const organisations = [olga.organisation, chair.organisation];
	const lines = [ids[1] ?? newId<never>()] as const;
	const marked = { label: 'TLP:AMBER+STRICT', organisations, persons: [], isTraced } as const;
	done(await board.restrictions.restrict(olga.person, notes, { item, lines, ...marked }));
}

const notesIn = ({ items }: Minutes) => JSON.stringify(items[0]?.notes);

describe('minutes of notes from which lines went into an annex', () => {
	it('say at the place which annex has them, or that they are withheld', async () => {
		await restrict(true);
		const hers = await minutesFor(olga);
		expect(notesIn(hers)).toMatch(
			/Welcome.*\[TLP:AMBER\+STRICT, EUROJUST and US-DOJ only\] See the annex “The informant is called Viktor”\..*Lunch/
		);
		expect(JSON.stringify(hers.annexes)).toContain('The informant is called Viktor');
		const theirs = await minutesFor(other);
		expect(notesIn(theirs)).toMatch(/Welcome.*\[Withheld: TLP:AMBER\+STRICT, by US-DOJ\].*Lunch/);
		expect(JSON.stringify(theirs)).not.toContain('Viktor');
		expect(theirs.control.withheld).toBe(1);
	});

	it('say nothing of an annex without a trace to those who may not read it', async () => {
		const before = await minutesFor(other);
		await restrict(false);
		const after = await minutesFor(other);
		expect(notesIn(after)).not.toMatch(/Viktor|Withheld|annex/);
		expect(after.control.withheld).toBe(0);
		expect(after.annexes).toEqual(before.annexes);
		const hers = await minutesFor(olga);
		expect(notesIn(hers)).toContain('See the annex');
		const numbers = (minutes: Minutes) =>
			minutes.annexes.map(({ kind, number }) => `${number} ${kind}`).slice(0, 2);
		expect(numbers(hers)).toEqual(numbers(after));
	});
});
