import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import * as Y from 'yjs';
import { newId, type AgendaItemId, type DocumentId } from '#shared/ids.ts';
import { EXPORT_FORMATS } from '#shared/minutes/export-formats.ts';
import type { Minutes } from '#shared/minutes/minutes.ts';
import { createRenderProcess } from '#server/export/render-process.ts';
import { READS, type Reads } from '#server/reading/reads.ts';
import { HostileDocument } from '../support/hostile-document.ts';
import { done, jointSession, type JointSession, type Seat } from '../support/joint-session.ts';
import { sampleMinutes } from '../support/sample-minutes.ts';
import { Seeded } from '../support/seeded.ts';

type Whole = ReturnType<Reads['whole']>;

/** `HOSTILE_DOCUMENTS=10000` for the long mode; the PDF, which takes longest, is made of every tenth. */
const CASES = Number(process.env.HOSTILE_DOCUMENTS ?? 300);
const SEED = Number(process.env.SEED ?? 1_912);
const THINGS = 12; // written into each document
const TOGETHER = 300; // one upon another, in one document
const RENDER = { memory: 1_024, time: 60_000 }; // MB of the process, ms for a file

let board: JointSession;
let chair: Seat;
let item: AgendaItemId;
let notes: DocumentId;

beforeAll(async () => {
	board = await jointSession();
	chair = await board.seat('Chair', 'EUROJUST', 'chair');
	notes = await board.document();
	const added = { kind: 'other', title: 'Item', plannedMinutes: undefined, speakers: [] } as const;
	item = done(await board.agenda.add(chair.person, board.session, added));
});
afterAll(() => board.end());

const roots = () => [
	...[
		`lines:${item}`,
		`lines:${item}`,
		'lines',
		'lines',
		'actions',
		'decisions',
		'judgements',
		'sources',
		'technologies'
	],
	...['head:owner', 'head:known', 'lines:__proto__']
];
const hostile = (seed: number) => new HostileDocument(new Seeded(seed)).fill(THINGS, roots()).doc;
const request = () => {
	const reader = { ...chair, role: 'chair' as const };
	return { session: board.session, reader, illustrative: true, at: new Date() };
};

describe('a document with anything in it', { timeout: 3_600_000 }, () => {
	it(`is printed in every format: ${CASES} of them`, async () => {
		// In the product's own process: it is ended when it has grown, and no file may end it.
		const press = createRenderProcess({ limits: RENDER, log: console });
		onTestFinished(() => press.close());
		for (let seed = SEED; seed < SEED + CASES; seed++) {
			const minutes = printing(READS.whole(hostile(seed)));
			for (const format of EXPORT_FORMATS.filter((one) => one !== 'pdf' || seed % 10 === 0)) {
				const made = await press.render(minutes, format, () => undefined);
				expect(made, `SEED=${seed} HOSTILE_DOCUMENTS=1: ${format}`).toBeInstanceOf(Uint8Array);
			}
		}
	});

	it(`is read into registers, minutes and versions: ${CASES} of them, one upon another`, async () => {
		for (let seed = SEED; seed < SEED + CASES; seed++) {
			if (seed > SEED && (seed - SEED) % TOGETHER === 0)
				notes = await board.document({ kind: 'briefing' });
			await board.rooms.take(notes, Y.encodeStateAsUpdate(hostile(seed)), chair.person);
			await board.projector.project(notes);
			if (seed % 10 > 0) continue;
			const version = done(await board.versions.keep(chair.person, notes, `${seed}`));
			done(await board.versions.read(chair.person, notes, version));
			done(await board.minutes.of(request()));
			expect(await board.closing.missing(request().reader, board.session, undefined)).toBeTruthy();
		}
		expect(board.reading.unreadable).toEqual([]);
		const [first] = (await board.rooms.versions.list(notes)).toReversed();
		done(await board.versions.restore(chair.person, notes, first?.id ?? newId()));
	});
});

/** Minutes of nothing but what was read of a document. */
function printing({ head, body, notes: items, actions, decisions }: Whole): Minutes {
	const { label } = sampleMinutes().control;
	const record = { reference: 'JS-01-A1', illustrative: false, void: false, item: undefined };
	return sampleMinutes({
		items: [...items.values(), body].map((text) => ({
			...{ number: '1', title: 'Item', speakers: [], times: [], notes: text }
		})),
		annexes: [{ number: 1, kind: 'briefing', id: newId(), title: 'Briefing', label, head, body }],
		actions: actions.map(({ id, text, due }) => ({
			...{ ...record, id, text, due, lead: undefined, leadPerson: undefined, support: [] },
			isDeclined: false,
			status: 'proposed'
		})),
		decisions: decisions.map(({ id, kind, verb, text }) => ({
			...{ ...record, id, kind, verb, text, readBack: undefined, standing: 'proposed' as const }
		}))
	});
}
