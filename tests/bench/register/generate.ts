import { sql } from 'kysely';
import type * as Y from 'yjs';
import { prepareDataFolder } from '../../../server/boot/data-folder.ts';
import { writeActions } from '../../../server/records/action-rows.ts';
import {
	createDocument,
	documentHead,
	type NewDocument
} from '../../../server/sessions/document-rows.ts';
import { seat as writeSeat } from '../../../server/sessions/participant-rows.ts';
import { giveNumbers } from '../../../server/records/numbers.ts';
import { READS, type ReadRecords } from '../../../server/reading/reads.ts';
import { harvestOf, type Harvest } from '../../../server/records/harvest.ts';
import { createSession } from '../../../server/sessions/sessions.ts';
import { connect, type Database } from '../../../server/store/connect.ts';
import { addAction } from '../../../src/shared/board/actions.ts';
import { notesOf, textOf } from '../../../src/shared/board/schema.ts';
import { isRefusal } from '../../../src/shared/refusals.ts';
import type { LineId } from '../../../src/shared/text/line-id.ts';
import { appendLine } from '../../../src/shared/text/write.ts';
import { appendItem } from '../../../server/sessions/agenda-rows.ts';
import { addDays, dayIn, type Day } from '../../../src/shared/time/dates.ts';
import {
	newId,
	type ActionId,
	type AgendaItemId,
	type DocumentId,
	type OrganisationId,
	type SeriesId,
	type SessionId
} from '../../../src/shared/ids.ts';
import { objectReference } from '../../../src/shared/numbering.ts';
import { Seeded } from '../../support/seeded.ts';
import { livedThrough } from './lives.ts';
import { addPeople, type Generated, type SignIn } from './people.ts';
import { actionText, lineText } from './words.ts';

export interface Wanted {
	readonly folder: string;
	readonly actions: number;
	readonly sessions: number;
	readonly seed: number;
	/** Lines of text in each document. */
	readonly lines?: number;
	/** Called now and then with the progress. */
	readonly onProgress: (done: number, of: number) => void;
}

/** The accounts that can sign in to the generated board. */
export type Generation = readonly SignIn[];

const SERIES = 40;
const BEGAN = 540; // days ago of the first session; the last is half a year ahead
const SPAN = 720; // days

interface Scene {
	readonly database: Database;
	readonly random: Seeded;
	readonly people: readonly Generated[];
	readonly series: readonly SeriesId[];
	readonly today: Day;
	readonly lines: number;
}

/**
 * Fills an empty data folder with sessions, documents with actions, and their rows, as the product writes them. The
 * same seed gives the same sessions, texts, leads and dates; ids and passwords are new each time.
 */
export async function generate(wanted: Wanted): Promise<Generation> {
	await prepareDataFolder(wanted.folder);
	const database = await connect(wanted.folder);
	try {
		// Not in use yet: a power cut costs another run, not anyone's words.
		await sql`pragma synchronous = off`.execute(database);
		const { people, accounts } = await addPeople(database);
		const scene: Scene = {
			...{ database, people, random: new Seeded(wanted.seed) },
			series: await addSeries(database, Math.min(SERIES, wanted.sessions)),
			today: dayIn('UTC', new Date()),
			lines: wanted.lines ?? 0
		};
		for (let n = 0, given = 0; n < wanted.sessions; n++) {
			const until = Math.round(((n + 1) * wanted.actions) / wanted.sessions);
			await addSession(scene, n, until - given, wanted.sessions);
			given = until;
			wanted.onProgress(given, wanted.actions);
		}
		await livedThrough(database, scene.random, scene.today);
		// No notifications about the generated past.
		const last = sql<number>`(select coalesce(max(seq), 0) from follow_up_entry)`;
		await database.updateTable('notice_cursor').set({ seq: last }).execute();
		return accounts;
	} finally {
		await database.destroy();
	}
}

async function addSeries(database: Database, count: number): Promise<SeriesId[]> {
	const rows = Array.from({ length: count }, (_, i) => ({
		...{ id: newId<SeriesId>(), name: `Series ${i + 1}`, created_at: Date.now() }
	}));
	await database.insertInto('series').values(rows).execute();
	return rows.map(({ id }) => id);
}

async function addSession(scene: Scene, n: number, actions: number, of: number): Promise<void> {
	const { database, people, series, today } = scene;
	const date = addDays(today, Math.round((n * SPAN) / of) - BEGAN);
	const details = { ...SESSION, title: `Joint session ${n + 1}`, date };
	const id = await createSession(database, details, { by: undefined });
	const seats = people.flatMap((one) => {
		const role = one.seat(n);
		return role ? [{ ...one, role }] : [];
	});
	for (const { person, organisation, role } of seats)
		await writeSeat(database, id, { person, role, capacity: '' }, organisation);
	await database
		.updateTable('session')
		.set({
			series_id: series[n % series.length] ?? null,
			state: date < today ? 'closed' : 'planned'
		})
		.where('id', '=', id)
		.execute();
	const title = `Item of session ${n + 1}`;
	const item = scene.lines > 0 ? await appendItem(database, id, { ...ITEM, title }) : undefined;
	if (isRefusal(item)) throw new Error(item.refused);
	await addDocuments(scene, { id, date, seats, actions, item });
}

const ITEM = { kind: 'topical', plannedMinutes: 20, speakers: [] } as const;

interface Held {
	readonly id: SessionId;
	readonly date: Day;
	readonly seats: readonly Generated[];
	readonly actions: number;
	readonly item: AgendaItemId | undefined;
}

/** Most actions are in the notes, which all may read; some in a briefing, and some in an annex for two delegations. */
async function addDocuments(scene: Scene, held: Held): Promise<void> {
	const few = Math.round(held.actions / 5);
	const two = [...new Set(held.seats.map(({ organisation }) => organisation))].slice(0, 2);
	await addDocument(
		scene,
		held,
		{ kind: 'board', title: 'Notes', label: 'TLP:GREEN' },
		held.actions - 2 * few
	);
	await addDocument(
		scene,
		held,
		{ kind: 'briefing', title: 'Threat picture', label: 'TLP:AMBER' },
		few
	);
	await addDocument(
		scene,
		held,
		{ kind: 'briefing', title: 'For two', label: 'TLP:RED' },
		few,
		two
	);
}

/** A generated document is small enough for its authors not to matter. */
function recordsIn(doc: Y.Doc): ReadRecords {
	const read = READS.records(doc, []);
	if (!read) throw new Error('too many records for one document');
	return read;
}

type Head = Pick<NewDocument, 'kind' | 'title' | 'label'>;

async function addDocument(
	scene: Scene,
	held: Held,
	head: Head,
	actions: number,
	audience: readonly OrganisationId[] = []
): Promise<void> {
	const found: Harvest[] = [];
	const id = await createDocument(scene.database, held.id, { ...head, audience }, (doc) => {
		for (let i = 0; i < actions; i++) write(doc, scene, held, i);
		const text = held.item && head.kind === 'board' ? notesOf(doc, held.item) : textOf(doc);
		for (let i = 0; i < scene.lines; i++)
			appendLine(text, { id: newId() as string as LineId, kind: 'paragraph' }, [
				{ text: lineText(scene.random), marks: [] }
			]);
		found.push(harvestOf(1, recordsIn(doc), { of: () => undefined }));
	});
	const [harvested] = found;
	if (harvested) await writeRows(scene, id, harvested);
}

function write(doc: Y.Doc, { random }: Scene, { date, seats }: Held, index: number): void {
	const lead = random.next() < 0.95 && seats.length > 0 ? random.pick(seats) : undefined;
	const support = random.next() < 0.4 && seats.length > 0 ? [random.pick(seats).organisation] : [];
	addAction(doc, {
		...{ id: newId<ActionId>(), text: actionText(random), unread: [], item: undefined },
		...{ leadOrganisation: lead?.organisation, createdBy: seats[0]?.person },
		leadPerson: random.next() < 0.9 ? lead?.person : undefined,
		support: support.filter((organisation) => organisation !== lead?.organisation),
		due: random.next() < 0.92 ? addDays(date, 14 + random.below(200)) : undefined,
		priority: random.pick(['low', 'normal', 'normal', 'normal', 'high']),
		illustrative: random.next() < 0.1,
		createdAt: new Date(Date.parse(date) + index).toISOString()
	});
}

/** Writes numbers and rows with the product's own code. */
async function writeRows({ database }: Scene, id: DocumentId, found: Harvest) {
	const document = await documentHead(database, id);
	if (!document) throw new Error('the document has gone');
	await database
		.transaction()
		.execute((transaction) => giveNumbers(transaction, document, found, Infinity));
	const rows = await database
		.selectFrom('register_number')
		.innerJoin('session', 'session.id', 'register_number.session_id')
		.select(['object_id', 'register_number.sequence', 'session.reference'])
		.where('document_id', '=', id)
		.execute();
	const numbers: Record<string, string> = {};
	for (const { object_id, reference, sequence } of rows)
		numbers[object_id] = objectReference(reference, 'A', sequence);
	await writeActions(database, document, found.actions, {
		...{ numbers, actors: new Map(), mayIllustrate: false }
	});
	await database.updateTable('document').set({ projected_seq: 1 }).where('id', '=', id).execute();
}

const SESSION = {
	...{ startsAt: '10:00', timeZone: 'Europe/Amsterdam', place: 'The Hague', purpose: undefined },
	...{ source: undefined, hosts: [], community: '', clients: '' },
	label: 'TLP:GREEN'
} as const;
