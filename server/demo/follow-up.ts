import * as Y from 'yjs';
import { addAction } from '#shared/board/actions.ts';
import { addDecision } from '#shared/board/decisions.ts';
import { notesOf, textOf } from '#shared/board/schema.ts';
import { newId, type ActionId, type DecisionId, type DocumentId } from '#shared/ids.ts';
import type { OrganisationId, SessionId } from '#shared/ids.ts';
import { isRefusal } from '#shared/refusals.ts';
import { addDays, dayIn, type Day } from '#shared/time/dates.ts';
import type { ReadBacks } from '../decisions/read-backs.ts';
import type { FollowUps } from '../follow-up/follow-ups.ts';
import type { Projector } from '../records/projector.ts';
import { appendItem } from '../sessions/agenda-rows.ts';
import { createDocument } from '../sessions/document-rows.ts';
import type { Seated } from '../sessions/first-seats.ts';
import { boardTitle } from '../sessions/found.ts';
import { seat } from '../sessions/participant-rows.ts';
import { createSession } from '../sessions/sessions.ts';
import type { Database } from '../store/connect.ts';
import type { Rooms } from '../sync/rooms.ts';
import {
	ANNEX,
	FOLLOW_UP_AGENDA,
	followUpSession,
	TURNS,
	type GivenAction,
	type Turn,
	type Who
} from './follow-up-session.ts';
import { writeRun } from './follow-up-run.ts';
import { action, decision, fill } from './rich.ts';

export interface FollowUpParts {
	readonly database: Database;
	readonly projector: Projector;
	readonly rooms: Rooms;
	readonly followUps: FollowUps;
	readonly readBacks: ReadBacks;
}

/** The demo accounts and organisations. */
export interface Cast {
	readonly people: readonly Seated[];
	readonly organisations: Readonly<
		Record<'eurojust' | 'doj' | 'commission' | 'ukraine', OrganisationId>
	>;
}

/** What is worked on while the session is made up. */
interface Stage extends FollowUpParts {
	readonly who: Readonly<Record<Who, Seated>>;
	readonly session: SessionId;
	readonly today: Day;
}

/** Makes up a follow-up session that was suspended some days before a moment: all of it is marked illustrative. */
export async function loadFollowUp(parts: FollowUpParts, cast: Cast, at: Date): Promise<void> {
	const today = dayIn('Europe/Amsterdam', at);
	const { session, items, board, annex } = await found(parts.database, cast, today);
	const stage = { ...parts, who: whoIsWho(cast), session, today };
	for (const turn of TURNS) {
		const item = items[turn.item];
		if (item) await takeTurn(stage, board, turn, item);
	}
	const { rapporteur } = stage.who;
	const given = newGiven(stage, ANNEX.action);
	await write(stage, annex, rapporteur, (doc) => {
		fill(textOf(doc), ...ANNEX.notes, action(given.id));
		given.add(doc, undefined);
	});
	await follow(stage, annex, ANNEX.action, given.id);
}

async function found(database: Database, { people, organisations }: Cast, today: Day) {
	return database.transaction().execute(async (transaction) => {
		const details = followUpSession(today);
		const marks = { by: undefined, illustrative: true };
		const session = await createSession(transaction, details, marks);
		for (const { organisation, ...change } of people)
			await seat(transaction, session, change, organisation);
		const items = [];
		for (const item of FOLLOW_UP_AGENDA) items.push(await appendItem(transaction, session, item));
		const common = { originator: organisations.eurojust, illustrative: true };
		const board = await createDocument(transaction, session, {
			...{ ...common, kind: 'board', title: boardTitle(), label: details.label, audience: [] }
		});
		const two: readonly OrganisationId[] = [organisations.eurojust, organisations.doj];
		const named = people.filter(({ organisation }) => two.includes(organisation));
		const annex = await createDocument(transaction, session, {
			...{ ...common, kind: 'annex', title: ANNEX.title, label: ANNEX.label, audience: [] },
			persons: named.map(({ person }) => person)
		});
		await writeRun(transaction, { session, items, people, day: details.date });
		return { session, items, board, annex };
	});
}

function whoIsWho({ people, organisations }: Cast): Record<Who, Seated> {
	const named = (role: string, organisation: OrganisationId) => {
		const found = people.find((one) => one.role === role && one.organisation === organisation);
		if (!found) throw new Error(`the demo has no ${role} of ${organisation}`);
		return found;
	};
	return {
		chair: named('chair', organisations.eurojust),
		rapporteur: named('rapporteur', organisations.eurojust),
		doj: named('delegate', organisations.doj),
		commission: named('delegate', organisations.commission),
		ukraine: named('delegate', organisations.ukraine)
	};
}

type Item = Awaited<ReturnType<typeof appendItem>>;

async function takeTurn(stage: Stage, board: DocumentId, turn: Turn, item: Item): Promise<void> {
	const { who } = stage;
	await write(stage, board, who[turn.by], (doc) => fill(notesOf(doc, item), ...turn.notes));
	for (const one of turn.actions ?? []) {
		const given = newGiven(stage, one);
		await write(stage, board, who[one.by], (doc) => {
			fill(notesOf(doc, item), action(given.id));
			given.add(doc, item);
		});
		await follow(stage, board, one, given.id);
	}
	if (turn.decision) await decide(stage, board, turn.decision, item);
}

function newGiven({ who, today }: Stage, given: GivenAction) {
	const id = newId<ActionId>();
	const lead = who[given.lead];
	const add = (doc: Y.Doc, item: Item | undefined) =>
		addAction(doc, {
			...{ id, text: given.text, item, unread: [], illustrative: true },
			...{ leadOrganisation: lead.organisation, leadPerson: lead.person },
			support: (given.support ?? []).map((one) => who[one].organisation),
			due: addDays(today, given.due),
			...{ createdBy: who[given.by].person, createdAt: new Date().toISOString() }
		});
	return { id, add };
}

/** Takes an action as far as it is. */
async function follow(
	{ followUps, who }: Stage,
	document: DocumentId,
	{ lead, stands, evidence = '' }: GivenAction,
	id: ActionId
): Promise<void> {
	const place = { document, action: id };
	must(await followUps.move(who.chair.person, place, { move: 'agree' }));
	const { person } = who[lead];
	if (stands !== 'agreed') must(await followUps.move(person, place, { move: 'start' }));
	if (stands === 'completed')
		must(await followUps.move(person, place, { move: 'complete', words: evidence }));
}

async function decide(
	stage: Stage,
	document: DocumentId,
	{ text, stands }: NonNullable<Turn['decision']>,
	item: Item
): Promise<void> {
	const { readBacks, session, who } = stage;
	const id = newId<DecisionId>();
	await write(stage, document, who.rapporteur, (doc) => {
		fill(notesOf(doc, item), decision(id));
		const common = { createdBy: who.rapporteur.person, createdAt: new Date().toISOString() };
		const kind = { kind: 'decision', verb: 'agreed', illustrative: true } as const;
		addDecision(doc, { id, text, item, ...kind, ...common });
	});
	const seen = { document, decision: id, verb: 'agreed', text };
	const chair = who.chair.person;
	if (stands === 'recorded') {
		must(await readBacks.record(chair, session, seen));
		return;
	}
	const readBack = must(await readBacks.open(chair, session, seen));
	const organisations = [who.commission.organisation];
	const answer = { answer: 'agree', words: '', liftBy: undefined } as const;
	must(
		await readBacks.answer(who.commission.person, session, readBack, { organisations, ...answer })
	);
}

/** Writes as somebody, as their browser would, and reads what stands there into the registers. */
async function write(
	{ rooms, projector }: Stage,
	id: DocumentId,
	{ person }: Seated,
	change: (doc: Y.Doc) => void
): Promise<void> {
	const bytes = await rooms.bytes(id);
	if (!bytes) throw new Error('the demo cannot read its own document');
	const doc = new Y.Doc();
	for (const update of bytes.updatesSince(-1)) Y.applyUpdate(doc, update);
	const before = Y.encodeStateVector(doc);
	doc.transact(() => change(doc));
	await rooms.take(id, Y.encodeStateAsUpdate(doc, before), person);
	doc.destroy();
	await projector.project(id);
}

/** Throws if making up the session is refused, which would be a bug. */
function must<T>(value: T): Exclude<T, { refused: unknown }> {
	if (isRefusal(value)) throw new Error(`the demo cannot be loaded: ${value.refused}`);
	return value as Exclude<T, { refused: unknown }>;
}
