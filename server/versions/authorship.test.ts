import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { headText } from '#shared/board/briefing-head.ts';
import { textOf } from '#shared/board/schema.ts';
import { newId, type DocumentId, type PersonId, type VersionId } from '#shared/ids.ts';
import { lettersBehind, headsOf, startBehind } from '#shared/text/place.ts';
import { NOW } from '#shared/versions/version.ts';
import {
	done,
	jointSession,
	type JointSession,
	type Seat
} from '../../tests/support/joint-session.ts';
import { writeLine } from '../../tests/support/lines.ts';

let board: JointSession;
let chair: Seat;
let olga: Seat;
let briefing: DocumentId;

beforeEach(async () => {
	board = await jointSession();
	chair = await board.seat('Chair', 'EUROJUST', 'chair');
	olga = await board.seat('Olga', 'US-DOJ', 'delegate');
	briefing = await add([]);
});
afterEach(() => board.end());

async function add(audience: readonly Seat[]): Promise<DocumentId> {
	const document = { kind: 'briefing', title: 'Chips', label: 'TLP:AMBER' } as const;
	const organisations = audience.map(({ organisation }) => organisation);
	const readers = audience.length === 0 ? 'everybody' : { organisations, persons: [] };
	return done(
		await board.documents.add(olga.person, board.session, { ...document, audience: readers })
	);
}

const write = (words: string, by?: Seat) =>
	board.write(briefing, (doc) => writeLine(textOf(doc), words), by?.person);

/** Puts words at the end of the last line. */
const goOn = (words: string, by?: Seat) =>
	board.write(
		briefing,
		(doc) => {
			const text = textOf(doc);
			const last = headsOf(text).at(-1);
			text.insert(startBehind(last) + lettersBehind(text, last).length, words);
		},
		by?.person
	);

/** The lines, each as its words with their writers: `Olga: One. | ?: Two.` */
async function shown(version: VersionId | typeof NOW = NOW, by: PersonId = chair.person) {
	const { sections, writers } = done(await board.versions.authorship(by, briefing, version));
	return sections.flatMap(({ lines }) =>
		lines.map(({ runs }) =>
			runs
				.map(({ by, text }) => `${by === undefined ? '?' : writers[by]?.name}: ${text}`)
				.join(' | ')
		)
	);
}

describe('who wrote what', () => {
	it('is known by the logins that sent the words, also within a line', async () => {
		await write('One.', olga);
		await goOn(' And more.', chair);
		await write('Nobody knows.');
		await board.write(briefing, (doc) => headText(doc, 'known').insert(0, 'Known.'), olga.person);
		expect(await shown()).toEqual([
			'Olga: Known.',
			'Olga: One. | Chair:  And more.',
			'?: Nobody knows.'
		]);
		const { sections, writers } = done(
			await board.versions.authorship(chair.person, briefing, NOW)
		);
		expect(writers.map(({ name, organisation }) => [organisation, name])).toEqual([
			['EUROJUST', 'Chair'],
			['US-DOJ', 'Olga']
		]);
		const [run] = sections[0]?.lines[1]?.runs ?? [];
		expect(Math.abs(Date.now() - (run?.at ?? 0))).toBeLessThan(600_000);
	});

	it('is never what somebody else sent under the number of one', async () => {
		const doc = new Y.Doc();
		const send = async (words: string, by: Seat) => {
			const before = Y.encodeStateVector(doc);
			writeLine(textOf(doc), words);
			await board.rooms.take(briefing, Y.encodeStateAsUpdate(doc, before), by.person);
		};
		await send('Mine.', olga);
		await send('Forged.', chair);
		expect(await shown()).toEqual(['Olga: Mine.', '?: Forged.']);
	});

	it('of a version is as it was then; what is brought back is theirs who bring it back', async () => {
		await write('One.', olga);
		const kept = done(await board.versions.keep(olga.person, briefing, 'First'));
		await board.write(
			briefing,
			(doc) => {
				const text = textOf(doc);
				text.delete(startBehind(headsOf(text).at(-1)), 'One.'.length);
			},
			olga.person
		);
		expect(await shown()).toEqual([]);
		expect(await shown(kept)).toEqual(['Olga: One.']);
		done(await board.versions.restore(chair.person, briefing, kept));
		expect(await shown()).toEqual(['Chair: One.']);
	});

	it('is told only to those who may read the document, and of no other document', async () => {
		await write('One.', olga);
		const kept = done(await board.versions.keep(olga.person, briefing, 'First'));
		const nothing = { refused: 'not-found' };
		const other = await add([]);
		expect(await board.versions.authorship(chair.person, other, kept)).toEqual(nothing);
		const secret = await add([olga]);
		expect(await board.versions.authorship(chair.person, secret, NOW)).toEqual(nothing);
		expect(await board.versions.authorship(chair.person, newId(), NOW)).toEqual(nothing);
	});
});
