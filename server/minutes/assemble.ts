import { m } from '#messages/messages.js';
import { documentAccess, type Reader } from '#shared/access.ts';
import type { AgendaItemId, SessionId } from '#shared/ids.ts';
import { strictest } from '#shared/markings.ts';
import type {
	Minutes,
	MinutesAnnex,
	MinutesDelegation,
	MinutesItem
} from '#shared/minutes/minutes.ts';
import { minutesReference } from '#shared/numbering.ts';
import { isRefusal, refuse, type Refusal } from '#shared/refusals.ts';
import type { RichNode } from '#shared/editor/rich-text.ts';
import type { AgendaItem } from '#shared/sessions/agenda-item.ts';
import type { Delegation } from '#shared/sessions/delegation.ts';
import type { SessionDetails } from '#shared/sessions/session-details.ts';
import type { Agenda } from '../sessions/agenda.ts';
import type { StoredDocumentHead } from '../sessions/document-rows.ts';
import type { Documents } from '../sessions/documents.ts';
import type { Participation } from '../sessions/participation.ts';
import type { Sessions } from '../sessions/sessions.ts';
import type { DocumentReading } from '../reading/document-reading.ts';
import { minutesRegisters, type MinutesRegisters } from './registers.ts';
import { minutesRun, type MinutesRun } from './running.ts';
import type { Database } from '../store/connect.ts';

export interface AssembleParts {
	readonly database: Database;
	readonly sessions: Sessions;
	readonly participation: Participation;
	readonly agenda: Agenda;
	readonly documents: Documents;
	readonly reading: DocumentReading;
}

export interface AssembleRequest {
	readonly session: SessionId;
	readonly reader: Reader;
	/** False leaves out illustrative content. */
	readonly illustrative: boolean;
	readonly at: Date;
}

interface Material {
	readonly request: AssembleRequest;
	readonly details: SessionDetails;
	readonly agenda: readonly AgendaItem[];
	readonly delegations: readonly Delegation[];
	/** Only documents that the reader may read. */
	readonly documents: readonly StoredDocumentHead[];
	readonly withheld: number;
	readonly registers: MinutesRegisters;
	readonly run: MinutesRun;
}

/**
 * The release filter: assembles the session as one reader may have it. Documents that the reader may not read are not
 * opened at all; they appear only as a count.
 */
export async function assemble(parts: AssembleParts, request: AssembleRequest) {
	const material = await gatherMaterial(parts, request);
	if (isRefusal(material)) return material;
	const notes = await notesIn(parts, material);
	const items = material.agenda.map((item) => itemOf(material, item, notes(item.id)));
	const annexes = await annexesOf(parts, material);
	return {
		schema: 'briefing-board/minutes/1',
		control: controlOf(material),
		blank: material.details.source ? m.paper_not_stated() : m.paper_not_recorded(),
		meeting: meetingOf(material),
		delegations: material.delegations.map((delegation) => delegationOf(material, delegation)),
		items,
		decisions: material.registers.decisions,
		conclusions: material.registers.conclusions,
		actions: material.registers.actions,
		annexes
	} satisfies Minutes;
}

async function gatherMaterial(
	parts: AssembleParts,
	request: AssembleRequest
): Promise<Material | Refusal> {
	const { session, reader, illustrative } = request;
	const details = await parts.sessions.details(session);
	if (!details) return refuse('not-found');
	const all = await parts.documents.heads(session);
	const readable = all.filter((document) => documentAccess(reader, document) !== 'none');
	const documents = readable.filter((document) => illustrative || document.illustrative === 0);
	const agenda = await parts.agenda.list(session);
	const delegations = printed(await parts.participation.delegations(session), illustrative);
	const run = await minutesRun(parts.database, session, delegations);
	const registers = await minutesRegisters(parts.database, {
		session,
		documents: documents.map(({ id }) => id),
		itemNumbers: new Map(agenda.map(({ id, number }) => [id, number])),
		illustrative
	});
	const withheld = all.length - readable.length;
	return { request, details, agenda, delegations, documents, withheld, registers, run };
}

/** The delegations, with the people that this version names. */
function printed(delegations: readonly Delegation[], illustrative: boolean): Delegation[] {
	return delegations.map(({ organisation, people }) => ({
		organisation,
		people: people.filter((person) => illustrative || !person.illustrative)
	}));
}

function controlOf({ request, details, documents, withheld }: Material): Minutes['control'] {
	return {
		reference: minutesReference(details.reference),
		status: 'LIVE NOTES',
		language: 'en',
		label: strictest([details.label, ...documents.map(({ label }) => label)]),
		community: details.community,
		clients: details.clients,
		source: details.source,
		version: request.illustrative ? 'complete' : 'without illustrative content',
		withheld,
		preparedAt: request.at.toISOString()
	};
}

function meetingOf({ details, delegations, run }: Material): Minutes['meeting'] {
	const named = (role: 'chair' | 'rapporteur') =>
		delegations.flatMap(({ people }) => people).find((person) => person.role === role)?.name;
	return {
		reference: details.reference,
		title: details.illustrative ? m.paper_illustrative({ text: details.title }) : details.title,
		hosts: details.hosts,
		date: details.date,
		startsAt: details.startsAt,
		timeZone: details.timeZone,
		moments: run.moments,
		place: details.place,
		chair: named('chair'),
		rapporteur: named('rapporteur'),
		purpose: details.purpose
	};
}

function delegationOf({ run }: Material, { organisation, people }: Delegation): MinutesDelegation {
	return {
		organisation: organisation.name,
		code: organisation.code,
		country: organisation.country,
		people: people.map(({ person, name, function: post, capacity, illustrative }) => ({
			...{ name, function: post, capacity, illustrative },
			attendance: run.attendance.get(person)
		}))
	};
}

/** What stands where a text could not be read: the paper is made all the same. */
const notReadable = (): RichNode => ({
	type: 'doc',
	content: [{ type: 'paragraph', content: [{ type: 'text', text: m.text_not_readable() }] }]
});
const NOTHING: RichNode = { type: 'doc' };

/** The notes of each agenda item. */
async function notesIn(parts: AssembleParts, material: Material) {
	const board = material.documents.find(({ kind }) => kind === 'board');
	const read = board && (await parts.reading.read(board.id, 'notes'));
	return (item: AgendaItemId): RichNode => {
		if (read?.kind === 'unreadable') return notReadable();
		return (read?.kind === 'read' ? read.value.get(item) : undefined) ?? NOTHING;
	};
}

function itemOf({ run }: Material, item: AgendaItem, notes: RichNode): MinutesItem {
	const { id, number, title, speakers } = item;
	return { number, title, speakers, times: run.times.get(id) ?? [], notes };
}

/** Documents whose text is printed; of those in the archive only the actions and decisions are. */
const printedOf = ({ documents }: Material) =>
	documents.filter(({ archived_at }) => archived_at === null);

async function annexesOf(parts: AssembleParts, material: Material): Promise<MinutesAnnex[]> {
	const texts = (kind: StoredDocumentHead['kind']) =>
		Promise.all(
			printedOf(material)
				.filter((document) => document.kind === kind)
				.map((document) => annexOf(parts, document))
		);
	const listed = printedOf(material).filter(({ kind }) => kind !== 'board');
	const documents = listed.map(({ title, label }) => ({ title, label }));
	return [
		{ kind: 'participants', title: m.paper_participants_by_delegation() },
		...(await texts('statements')),
		{ kind: 'documents', title: m.paper_documents(), documents },
		...(await texts('annex')),
		...(await texts('briefing')),
		{ kind: 'withheld', title: m.paper_withheld_content(), count: material.withheld }
	];
}

async function annexOf(parts: AssembleParts, document: StoredDocumentHead): Promise<MinutesAnnex> {
	const { title, label } = document;
	const read = await parts.reading.read(document.id, 'paper');
	if (read.kind !== 'read') {
		const body = read.kind === 'unreadable' ? notReadable() : NOTHING;
		return { kind: 'text', title, label, body };
	}
	const { head, body } = read.value;
	if (document.kind === 'briefing') return { kind: 'briefing', title, label, head, body };
	return { kind: 'text', title, label, body };
}
