import { m } from '#messages/messages.js';
import { isShownTo, type Reader, type Viewer } from '#shared/access.ts';
import type { AgendaItemId, SessionId } from '#shared/ids.ts';
import { LABELS, strictest } from '#shared/markings.ts';
import type {
	Minutes,
	MinutesAnnex,
	MinutesDelegation,
	MinutesItem
} from '#shared/minutes/minutes.ts';
import type { MinutesFile } from '#shared/minutes/minutes-file.ts';
import { minutesReference } from '#shared/numbering.ts';
import { carrierWords, rollUp } from '#shared/roll-up.ts';
import { isRefusal, refuse, type Refusal } from '#shared/refusals.ts';
import type { RichNode } from '#shared/editor/rich-text.ts';
import type { AgendaItem } from '#shared/sessions/agenda-item.ts';
import type { Delegation } from '#shared/sessions/delegation.ts';
import type { SessionDetails } from '#shared/sessions/session-details.ts';
import type { ViewAs } from '#shared/sessions/view-as.ts';
import type { Agenda } from '../sessions/agenda.ts';
import type { StoredDocumentHead } from '../sessions/document-rows.ts';
import type { Documents } from '../sessions/documents.ts';
import type { Participation } from '../sessions/participation.ts';
import type { Sessions } from '../sessions/sessions.ts';
import type { DocumentReading } from '../reading/document-reading.ts';
import type { FileFolder } from '../files/file-folder.ts';
import { minutesFiles } from './files.ts';
import { annexesOf, notReadable, NOTHING, type AnnexMaterial } from './annexes.ts';
import { withheldPlaces } from '../restrict/withheld-places.ts';
import { marksOf, tracelessIn } from './marks.ts';
import { saidInPlace } from './said-in-place.ts';
import { minutesRegisters, referencesIn, type MinutesRegisters } from './registers.ts';
import { minutesRun, type MinutesRun } from './running.ts';
import { viewersOf } from './viewers.ts';
import type { Database } from '../store/connect.ts';

export interface AssembleParts {
	readonly database: Database;
	readonly sessions: Sessions;
	readonly participation: Participation;
	readonly agenda: Agenda;
	readonly documents: Documents;
	readonly reading: DocumentReading;
	/** Where files are kept. */
	readonly fileFolder: Pick<FileFolder, 'read'>;
}

export interface AssembleRequest {
	readonly session: SessionId;
	readonly reader: Reader;
	/** As whom the reader looks at it: it then holds what both may read, and is a copy for them. */
	readonly as?: ViewAs | undefined;
	/** False leaves out illustrative content. */
	readonly illustrative: boolean;
	readonly at: Date;
	/** Who gets the copy, if that was asked. */
	readonly recipient?: string | undefined;
}

interface Material extends AnnexMaterial {
	readonly request: AssembleRequest;
	/** All who must be able to read what it holds. */
	readonly viewers: readonly Viewer[];
	readonly details: SessionDetails;
	readonly agenda: readonly AgendaItem[];
	readonly delegations: readonly Delegation[];
	readonly withheldNumbers: readonly string[];
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
	const annexes = await annexesOf(parts.reading, material);
	const files = await filesIn(parts, material);
	return {
		schema: 'briefing-board/minutes/1',
		control: controlOf(material, annexes, files),
		blank: material.details.source ? m.paper_not_stated() : m.paper_not_recorded(),
		meeting: meetingOf(material),
		delegations: material.delegations.map((delegation) => delegationOf(material, delegation)),
		items,
		decisions: material.registers.decisions,
		conclusions: material.registers.conclusions,
		actions: material.registers.actions,
		...(files.length > 0 && { files }),
		withheld: material.withheldNumbers,
		annexes
	} satisfies Minutes;
}

async function gatherMaterial(
	parts: AssembleParts,
	request: AssembleRequest
): Promise<Material | Refusal> {
	const { session, illustrative } = request;
	const seen = await viewersOf(parts.participation, request);
	if (isRefusal(seen)) return seen;
	const { viewers, name } = seen;
	const details = await parts.sessions.details(session);
	if (!details) return refuse('not-found');
	const all = await parts.documents.heads(session);
	const isReadable = (document: StoredDocumentHead) => isShownTo(viewers, document);
	const traceless = await tracelessIn(parts.database, session);
	const complete = all.filter((document) => isReadable(document) || !traceless.has(document.id));
	const places = await withheldPlaces(parts.database, session, viewers);
	const readable = complete.filter(isReadable);
	const documents = readable.filter((document) => illustrative || document.illustrative === 0);
	const withheld = complete.filter((document) => !isReadable(document)).map(({ id }) => id);
	const agenda = await parts.agenda.list(session);
	const delegations = printed(await parts.participation.delegations(session), illustrative);
	const run = await minutesRun(parts.database, session, delegations);
	const marks = await marksOf(parts.database, documents);
	const registers = await minutesRegisters(parts.database, {
		session,
		documents: documents.map(({ id }) => id),
		itemNumbers: new Map(agenda.map(({ id, number }) => [id, number])),
		...{ illustrative, marks }
	});
	const withheldNumbers = await referencesIn(parts.database, session, withheld);
	return {
		request: { ...request, recipient: request.recipient ?? name },
		...{ viewers, details, agenda, delegations, documents, marks, complete, registers, run },
		...{ withheld: new Set(withheld), withheldNumbers, traceless, places }
	};
}

function filesIn(
	{ database, fileFolder }: AssembleParts,
	{ request, viewers, documents, registers }: Material
): Promise<MinutesFile[]> {
	const actions = registers.actions.filter((action) => !action.void);
	const references = new Map(actions.map(({ id, reference }) => [id, reference]));
	return minutesFiles(database, fileFolder, {
		...{ ...request, viewers, documents, references }
	});
}

/** The delegations, with the people that this version names. */
function printed(delegations: readonly Delegation[], illustrative: boolean): Delegation[] {
	return delegations.map(({ organisation, people }) => ({
		organisation,
		people: people.filter((person) => illustrative || !person.illustrative)
	}));
}

function controlOf(
	{ request, details, documents, withheld }: Material,
	annexes: readonly MinutesAnnex[],
	files: readonly MinutesFile[]
): Minutes['control'] {
	const sources = annexes.flatMap((annex) =>
		annex.kind === 'briefing'
			? [{ ...annex, sources: annex.head.sources.map(({ label }) => label) }]
			: []
	);
	const board = documents.filter(({ kind }) => kind === 'board');
	const { label, because } = rollUp(strictest([details.label, ...board.map((one) => one.label)]), [
		...documents
			.filter(({ kind }) => kind !== 'board')
			.map(({ title, label }) => ({ title, label })),
		...files.map(({ name, label }) => ({ title: name, label })),
		...sources.map(({ title, sources }) => ({ title, label: LABELS[0], sources }))
	]);
	return {
		reference: minutesReference(details.reference),
		status: 'LIVE NOTES',
		language: 'en',
		label,
		because: because.map(carrierWords),
		recipient: request.recipient,
		community: details.community,
		clients: details.clients,
		source: details.source,
		version: request.illustrative ? 'complete' : 'without illustrative content',
		withheld: withheld.size,
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

/** The notes of each agenda item. */
async function notesIn(parts: AssembleParts, material: Material) {
	const board = material.documents.find(({ kind }) => kind === 'board');
	const read =
		board &&
		(await parts.reading.read(board.id, 'notes', saidInPlace(board.id, material.places, material)));
	return (item: AgendaItemId): RichNode => {
		if (read?.kind === 'unreadable') return notReadable();
		return (read?.kind === 'read' ? read.value.get(item) : undefined) ?? NOTHING;
	};
}

function itemOf({ run }: Material, item: AgendaItem, notes: RichNode): MinutesItem {
	const { id, number, title, speakers } = item;
	return { number, title, speakers, times: run.times.get(id) ?? [], notes };
}
