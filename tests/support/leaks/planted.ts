import type * as Y from 'yjs';
import { expect, vi } from 'vitest';
import { addAction } from '#shared/board/actions.ts';
import {
	addJudgement,
	addSource,
	headText,
	toggleTechnology
} from '#shared/board/briefing-head.ts';
import { addDecision } from '#shared/board/decisions.ts';
import { textOf } from '#shared/board/schema.ts';
import {
	newId,
	type ActionId,
	type DecisionId,
	type OrganisationId,
	type PersonId
} from '#shared/ids.ts';
import type { MarkingView } from '#shared/marking-view.ts';
import { MESSAGE } from '#shared/protocol/sync.ts';
import { fill, h, p } from '#server/demo/rich.ts';
import type { Listener } from '../listener.ts';
import { PEOPLE, type Meeting, type Who } from '../meeting.ts';
import { sendFile } from '../files.ts';
import { rowOf, rowsOf } from '../meeting-rows.ts';
import { StockClient } from '../stock-client.ts';
import type { ReaderName } from './readers.ts';

/** Larger than the server takes in one change; such a change is kept beside its document. */
const TOO_LARGE = 70_000; // characters
/** Generous, because other tests may keep the machine busy. */
const POLL = { timeout: 15_000 };
export const SMALL_CHANGES = { SYNC_UPDATE_BYTES: '65536' };

/** A document with its own audience, and the word that all words in it begin with. */
export interface Audience {
	readonly word: string;
	readonly kind: 'briefing' | 'annex';
	readonly insiders: readonly Who[];
	/** Everybody in the session may read it, guests too. */
	readonly isForAll?: boolean;
	/** Who writes it, and whose changes are held. */
	readonly author: Who;
	/** Leads an action without being told, if they may not read it; and one that they are told of. */
	readonly leads: readonly [unasked: Who, asked: Who];
	/** Who chairs its read-back, and the delegation that answers with words; absent where nobody may read back. */
	readonly readBack?: readonly [by: Who, from: Who];
}

/** Whether somebody may read what is planted there. */
export const mayRead = ({ insiders, isForAll }: Audience, reader: ReaderName): boolean =>
	insiders.some((who) => who === reader) || (isForAll === true && reader === 'guest');

/** A planted document, and the ids of what is in it. */
export interface Planted extends Audience {
	readonly document: string;
	readonly actions: readonly [ActionId, ActionId];
	readonly decision: DecisionId;
	readonly version: string;
	readonly file: string;
	readonly held: string;
	readonly readBackId: string | undefined;
}

/** The parts of a document in which words are planted. */
const PLACES = [
	...['title', 'text', 'action', 'topic', 'task', 'decision', 'version', 'progress'],
	...['caveat', 'reason', 'file', 'shows', 'inside']
];
const HEAD = ['known', 'judgement', 'basis', 'source', 'technology'];

/** Every word of a document that its readers find in pages, files and answers. */
export function wordsOf({ word, kind, readBack }: Audience): string[] {
	const head = kind === 'briefing' ? HEAD : [];
	const places = [...PLACES, ...head, ...(readBack ? ['reservation'] : [])];
	return places.map((place) => word + place);
}

const personOf = (meeting: Meeting, who: Who) =>
	rowOf<{ id: PersonId; organisation: OrganisationId }>(
		meeting,
		`select id, organisation_id as organisation from person where email = '${PEOPLE[who]}'`
	);

/** Writes into every part of a document; resolves when its readers were told of it. */
export async function plant(
	meeting: Meeting,
	document: string,
	audience: Audience,
	author: Listener
): Promise<Planted> {
	const { word } = audience;
	const client = await StockClient.open(meeting, document, audience.author);
	const actions = [newId<ActionId>(), newId<ActionId>()] as const;
	const decision = newId<DecisionId>();
	const leads = audience.leads.map((who) => personOf(meeting, who));
	client.doc.transact(() => {
		writeText(client.doc, audience);
		for (const [at, id] of actions.entries()) writeAction(client.doc, word, at, id, leads[at]);
		writeDecision(client.doc, word, decision);
	});
	expect(await client.saved()).toBe(true);
	for (const id of actions) await author.hears('followUp', (view) => view.action === id);
	const place = { ...audience, document, actions, decision };
	await note(meeting, place);
	await mark(meeting, place, audience.author);
	await agree(meeting, place);
	const version = await keepVersion(meeting, place);
	const file = await attach(meeting, place);
	const readBackId = await readBackOf(meeting, place, author);
	return { ...place, version, file, readBackId, held: await holdChange(meeting, place, client) };
}

function writeText(doc: Y.Doc, { word, kind }: Audience): void {
	fill(textOf(doc), h(`On ${word}text`), p(`More of ${word}text`));
	if (kind !== 'briefing') return;
	headText(doc, 'known').insert(0, `${word}known`);
	addJudgement(doc, newId(), `${word}judgement`, `${word}basis`);
	addSource(doc, newId(), `${word}source`);
	toggleTechnology(doc, `${word}technology`);
}

function writeAction(
	doc: Y.Doc,
	word: string,
	at: number,
	id: ActionId,
	lead: { id: PersonId; organisation: OrganisationId } | undefined
): void {
	const text = at === 0 ? `${word}action #${word}topic` : `${word}task`;
	addAction(doc, {
		...{ id, text, leadOrganisation: lead?.organisation, leadPerson: lead?.id },
		...{ support: [], unread: [], due: '2020-09-30', item: undefined, createdBy: undefined },
		createdAt: new Date(Date.now() + at).toISOString()
	});
}

function writeDecision(doc: Y.Doc, word: string, id: DecisionId): void {
	addDecision(doc, {
		...{ id, kind: 'decision', verb: 'agreed', text: `${word}decision`, item: undefined },
		...{ createdBy: undefined, createdAt: new Date().toISOString() }
	});
}

type Place = Audience & Pick<Planted, 'document' | 'actions' | 'decision'>;

async function note(meeting: Meeting, { word, leads, document, actions }: Place): Promise<void> {
	const words = `${word}progress`;
	const progress = { do: 'note', document, kind: 'progress', words };
	const noted = await meeting.post(leads[1], `/api/actions/${actions[1]}`, progress);
	expect(noted.status, 'a note of progress').toBe(200);
}

/** Those it comes from mark it anew, and say why. */
async function mark(meeting: Meeting, { word, document }: Place, author: Who): Promise<void> {
	const seen = await meeting.get(author, `/api/documents/${document}/marking`);
	const { label, audience, revision } = (await seen.json()) as MarkingView;
	const isForAll = audience.organisations.length + audience.persons.length === 0;
	const marked = await meeting.post(author, `/api/documents/${document}`, {
		...{ do: 'mark', label, audience: isForAll ? 'everybody' : audience, seen: revision },
		...{ caveat: `${word}caveat`, reason: `${word}reason` }
	});
	expect(marked.status, await marked.text()).toBe(200);
}

/** Where those who keep the record may read, they agree the actions; these are overdue, so that people are reminded. */
async function agree(meeting: Meeting, { insiders, document, actions }: Place): Promise<void> {
	if (!insiders.includes('chair')) return;
	for (const id of actions) {
		const agreed = await meeting.post('chair', `/api/actions/${id}`, {
			...{ do: 'move', document, move: 'agree' }
		});
		expect(agreed.status, await agreed.text()).toBe(200);
	}
	const reminded = `select action_id from reminder where document_id = '${document}'`;
	await vi.waitFor(() => expect(rowsOf(meeting, reminded)).toHaveLength(actions.length), POLL);
}

/** A file on an action, with words about it and in it. */
async function attach(meeting: Meeting, place: Place): Promise<string> {
	const { word, author, document, actions } = place;
	const sent = await sendFile(meeting, author, document, {
		head: {
			...{ name: `${word}file.txt`, alt: `${word}shows` },
			place: { on: 'action', action: actions[0] }
		},
		bytes: new TextEncoder().encode(`${word}inside`)
	});
	expect(sent.status, 'a file is attached').toBe(201);
	return ((await sent.json()) as { file: string }).file;
}

async function keepVersion(meeting: Meeting, { word, author, document }: Place): Promise<string> {
	const label = `${word}version`;
	const kept = await meeting.post(author, `/api/documents/${document}/versions`, { label });
	return ((await kept.json()) as { id: string }).id;
}

/** Reads the decision back; a delegation answers with a reservation. */
async function readBackOf(meeting: Meeting, place: Place, author: Listener) {
	const { word, readBack, document, decision } = place;
	if (!readBack) return undefined;
	const [by, from] = readBack;
	const to = `/api/sessions/${meeting.session}/read-backs`;
	const what = { document, decision, verb: 'agreed', text: `${word}decision` };
	await meeting.post(by, to, { do: 'open', ...what });
	const [{ id }] = await author.hears('readBack', (view) => view.decision === decision);
	const organisations = [personOf(meeting, from).organisation];
	const words = `${word}reservation`;
	const answer = { do: 'answer', readBack: id, organisations, answer: 'reservation', words };
	const answered = await meeting.post(by, to, answer);
	expect(answered.status, await answered.text()).toBe(200);
	return id;
}

/** A change that is too large is held; resolves to its id. */
async function holdChange(meeting: Meeting, { word, document }: Place, client: StockClient) {
	const held = `select id from held_change where document_id = '${document}'`;
	client.provider.messageHandlers[MESSAGE.held] = () => undefined; // it need not open the document anew
	client.text.insert(0, `${word}held ${'x'.repeat(TOO_LARGE)}`);
	await vi.waitFor(() => expect(rowsOf(meeting, held)).toHaveLength(1), POLL);
	client.end();
	return rowOf<{ id: string }>(meeting, held).id;
}
