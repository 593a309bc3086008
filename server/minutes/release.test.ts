import { describe, expect, it } from 'vitest';
import { newId } from '#shared/ids.ts';
import { objectReference } from '#shared/numbering.ts';
import type { Minutes } from '#shared/minutes/minutes.ts';
import type { ViewAs } from '#shared/sessions/view-as.ts';
import { renderJson } from '../export/json.ts';
import { renderMarkdown } from '../export/markdown.ts';
import { done } from '../../tests/support/joint-session.ts';
import {
	randomSession,
	type RandomSession,
	type Seated,
	type Secret
} from '../../tests/support/random-session.ts';
import { Seeded } from '../../tests/support/seeded.ts';

/** More with `RELEASE_SEEDS=500`. */
const SEEDS = Number(process.env['RELEASE_SEEDS'] ?? 12);

/** Guests come with a delegation, and read nothing that is for it. */
const isIn = ({ person, organisation, role }: Seated, audience: Secret['audience']) =>
	!audience ||
	audience.persons.includes(person) ||
	(role !== 'guest' && audience.organisations.includes(organisation));

const mayRead = (seat: Seated, { audience, ownAudience }: Secret) =>
	isIn(seat, audience) && isIn(seat, ownAudience);

const isRecord = ({ kind }: Secret) => kind === 'action' || kind === 'decision';

/** What a copy for somebody must hold, and nothing else. */
const printed = (secret: Secret) => !secret.isVoid && (isRecord(secret) || !secret.isArchived);

const wordsIn = (bytes: Uint8Array) =>
	[...new Set(new TextDecoder().decode(bytes).match(/secret\d+x/g))].sort();

async function minutesFor(
	{ board }: RandomSession,
	{ person }: Seated,
	as?: ViewAs
): Promise<Minutes> {
	const { session } = board;
	const reader = await board.participation.reader(person, session);
	if (!reader) throw new Error('they take part');
	return done(await board.minutes.of({ session, reader, illustrative: true, at: new Date(), as }));
}

/** The number of each record, as the register has it: `JS-01-A3` by the record's id. */
async function numbersOf({ board }: RandomSession): Promise<Map<string, string>> {
	const rows = await board.database
		.selectFrom('register_number')
		.innerJoin('session', 'session.id', 'register_number.session_id')
		.select(['object_id', 'kind', 'register_number.sequence', 'session.reference'])
		.execute();
	return new Map(
		rows.map(({ object_id, kind, sequence, reference }) => [
			object_id,
			objectReference(reference, kind, sequence)
		])
	);
}

/** Without the titles of documents, archived ones too, that say why a copy has its label. */
const withoutReason = (minutes: Minutes): Minutes => ({
	...minutes,
	control: { ...minutes.control, because: [] }
});

const recordsOf = ({ actions, decisions, conclusions }: Minutes) => [
	...[...actions, ...decisions, ...conclusions]
];

/** The numbers of annexes that have a title, by it. */
const annexesOf = ({ annexes }: Minutes) =>
	new Map(annexes.flatMap((one) => ('title' in one ? [[one.title, one.number] as const] : [])));

/** Everybody looks at it as somebody else, and as a delegation of which nobody is named. */
async function viewsAsOthers(held: RandomSession, random: Seeded): Promise<void> {
	for (const reader of held.seats) {
		const other = random.pick(held.seats);
		const views: [ViewAs, Seated][] = [
			[{ kind: 'person', id: other.person }, other],
			[
				{ kind: 'delegation', id: other.organisation },
				{ ...other, person: newId(), role: 'observer' }
			]
		];
		for (const [as, seen] of views) {
			const minutes = withoutReason(await minutesFor(held, reader, as));
			const both = held.secrets.filter((one) => mayRead(reader, one) && mayRead(seen, one));
			const expected = both.filter(printed).map(({ word }) => word);
			expect(wordsIn(renderJson(minutes)), `as ${as.kind}`).toEqual(expected.sort());
			const kept = held.secrets.filter((one) => !both.includes(one) && !one.isTraceless);
			expect(minutes.withheld, 'numbers withheld').toHaveLength(kept.filter(isRecord).length);
		}
	}
}

/** Each copy holds what its reader may read, and nothing else; numbers are those of the complete record. */
async function copiesAreExact(held: RandomSession): Promise<void> {
	const numbers = await numbersOf(held);
	const annexes = new Map<string, number>();
	// These come last, so that they leave no gap for those who may not know of them.
	const traceless = new Set(held.secrets.flatMap((one) => (one.isTraceless ? one.word : [])));
	for (const seat of held.seats) {
		const minutes = withoutReason(await minutesFor(held, seat));
		const theirs = held.secrets.filter((one) => mayRead(seat, one));
		const expected = theirs.filter(printed).map(({ word }) => word);
		expect(wordsIn(renderJson(minutes)), 'what is in the copy').toEqual(expected.sort());
		expect(wordsIn(renderMarkdown(minutes)), 'what is printed').toEqual(expected);
		const records = recordsOf(minutes).map(({ id, reference }) => [id, reference]);
		const own = theirs.filter(isRecord).map(({ id = '' }) => [id, numbers.get(id)]);
		expect(records.sort(), 'numbers, void ones too').toEqual(own.sort());
		const kept = held.secrets.filter((one) => !mayRead(seat, one) && !one.isTraceless);
		const missing = kept.filter(isRecord).map(({ id = '' }) => numbers.get(id));
		expect([...minutes.withheld].sort(), 'numbers withheld').toEqual(missing.sort());
		for (const [title, number] of annexesOf(minutes)) {
			if (!traceless.has(title) && title.includes('secret')) {
				expect(annexes.get(title) ?? number, `annex ${title}`).toBe(number);
				annexes.set(title, number);
			}
		}
	}
}

/** The minutes stand still from now on, and are filtered all the same. */
async function circulate({ board, seats }: RandomSession): Promise<void> {
	const [chair] = seats;
	if (!chair) throw new Error('nobody sits');
	const { drafting, adoption } = board.editions;
	done(await drafting.begin(chair.person, board.session));
	const asked = { until: '2100-01-01', procedure: 'meeting', approvers: [] } as const;
	done(await adoption.circulate(chair.person, board.session, asked));
}

describe('a random session', () => {
	it.for(Array.from({ length: SEEDS }, (_, at) => at + 1))(
		'is released to each of its people exactly as far as they may read it, seed %i',
		{ timeout: 60_000 },
		async (seed) => {
			const held = await randomSession(new Seeded(seed));
			await copiesAreExact(held);
			await viewsAsOthers(held, new Seeded(seed));
			await circulate(held);
			await copiesAreExact(held);
			await viewsAsOthers(held, new Seeded(seed + 1));
			await held.board.end();
		}
	);
});
