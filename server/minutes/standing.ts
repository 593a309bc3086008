import type { OrganisationId, SessionId } from '#shared/ids.ts';
import { withEdits, type Edit } from '#shared/minutes/edits.ts';
import type { MinutesRecord, RecordedDocument } from '#shared/minutes/record.ts';
import { filesOf } from '../files/seen-files.ts';
import type { StoredDocumentHead } from '../sessions/document-rows.ts';
import { recordedDocuments, recordedHeads } from './documents.ts';
import { attributionsOf, editsOf, recordOf, type EditionRow } from './edition-rows.ts';
import { gather, type GatherParts } from './gather.ts';

/** An edition as it stands: the record that it is made from, and what was done to it. */
export interface Standing {
	readonly base: MinutesRecord;
	readonly edits: readonly Edit[];
	/** With the edits. */
	readonly record: MinutesRecord;
}

/** The complete record of an edition, or of the session as it is now where there is none. */
export async function standingOf(
	parts: GatherParts,
	session: SessionId,
	edition: EditionRow | undefined
): Promise<Standing | undefined> {
	const kept = edition && recordOf(edition);
	const found = kept ?? (await gather(parts, session));
	if (!found) return undefined;
	const marked = kept ? await markedNow(parts, session, kept) : found;
	const base = edition ? attributed(marked, edition) : marked;
	const isDone = !edition || edition.state === 'adopted';
	const edits = isDone ? [] : await editsOf(parts.database, edition.id);
	return { base, edits, record: withEdits(base, edits) };
}

/** A record says what was written then, and who may read it now. */
async function markedNow(
	parts: GatherParts,
	session: SessionId,
	record: MinutesRecord
): Promise<MinutesRecord> {
	const { database, documents } = parts;
	const heads = await documents.heads(session);
	const restricted = await restrictedSince(parts, session, record, heads);
	const now = await recordedHeads(database, session, heads);
	const files = await filesOf(database, session, heads);
	return {
		...record,
		documents: [
			...record.documents.map((one) => ({ ...one, ...markingNow(now, one) })),
			...restricted
		],
		files: record.files.map((file) => {
			const known = files.find(({ id }) => id === file.id);
			return known
				? { ...file, label: known.label, audience: known.audience, limits: known.limits }
				: file;
		})
	};
}

/** The annexes into which lines of it went meanwhile. */
async function restrictedSince(
	parts: GatherParts,
	session: SessionId,
	record: MinutesRecord,
	heads: readonly StoredDocumentHead[]
): Promise<readonly RecordedDocument[]> {
	const known = new Set(record.documents.map(({ id }) => id));
	const unknown = heads.filter(({ id, kind }) => kind === 'annex' && !known.has(id));
	if (unknown.length === 0) return [];
	const rows = await parts.database
		.selectFrom('restriction')
		.select('annex_id')
		.where('document_id', 'in', [...known])
		.execute();
	const fresh = unknown.filter(({ id }) => rows.some(({ annex_id }) => annex_id === id));
	return (await recordedDocuments(parts, session, fresh)).documents;
}

function markingNow(now: readonly RecordedDocument[], { id }: RecordedDocument) {
	const known = now.find((one) => one.id === id);
	if (!known) return { audience: NOBODY };
	const { label, audience, limits, originator, isTraceless, asksWhy, made_by } = known;
	return { label, audience, limits, originator, isTraceless, asksWhy, made_by };
}

/** Of a document that is gone nobody is a reader. */
const NOBODY = { organisations: ['' as OrganisationId], persons: [] };

function attributed(record: MinutesRecord, edition: EditionRow): MinutesRecord {
	const chosen = attributionsOf(edition);
	return {
		...record,
		items: record.items.map((item) => ({ ...item, attribution: chosen[item.id] }))
	};
}
