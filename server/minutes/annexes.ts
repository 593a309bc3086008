import { m } from '#messages/messages.js';
import type { RichNode } from '#shared/editor/rich-text.ts';
import type { DocumentId } from '#shared/ids.ts';
import type { MinutesAnnex, MinutesMark } from '#shared/minutes/minutes.ts';
import type { WithheldPlace } from '#shared/restrict/withheld-place.ts';
import type { DocumentReading } from '../reading/document-reading.ts';
import type { StoredDocumentHead } from '../sessions/document-rows.ts';
import { saidInPlace } from './said-in-place.ts';

/** The documents of a session, as far as one version of its minutes has them. */
export interface AnnexMaterial {
	/** Those that this version prints. */
	readonly documents: readonly StoredDocumentHead[];
	readonly marks: ReadonlyMap<DocumentId, MinutesMark>;
	/** The complete record: those documents, and those of which it says that this version does not have them. */
	readonly complete: readonly StoredDocumentHead[];
	readonly withheld: ReadonlySet<DocumentId>;
	/** Annexes of which others are told nothing. */
	readonly traceless: ReadonlySet<DocumentId>;
	/** Where lines went into annexes. */
	readonly places: readonly WithheldPlace[];
}

/** What stands where a text could not be read: the paper is made all the same. */
export const notReadable = (): RichNode => ({
	type: 'doc',
	content: [{ type: 'paragraph', content: [{ type: 'text', text: m.text_not_readable() }] }]
});
export const NOTHING: RichNode = { type: 'doc' };

/**
 * The annexes, numbered as in the complete record. Of a document in the archive only the actions and decisions are printed,
 * for anybody.
 */
export async function annexesOf(
	reading: DocumentReading,
	material: AnnexMaterial
): Promise<MinutesAnnex[]> {
	const listed = material.complete.filter(
		(one) => one.archived_at === null && one.kind !== 'board'
	);
	const isTraceless = ({ id }: StoredDocumentHead) => material.traceless.has(id);
	const textsOf = (some: readonly StoredDocumentHead[]) =>
		Promise.all(some.map((one) => annexOf(reading, material, one)));
	const texts = (kind: StoredDocumentHead['kind']) =>
		textsOf(listed.filter((one) => one.kind === kind && !isTraceless(one)));
	const documents = listed.filter((one) => material.documents.includes(one));
	const all: readonly Unnumbered[] = [
		{ kind: 'participants', title: m.paper_participants_by_delegation() },
		...(await texts('statements')),
		{
			...{ kind: 'documents', title: m.paper_documents() },
			documents: documents.map((one) => ({ title: one.title, ...markOf(material, one) }))
		},
		...(await texts('annex')),
		...(await texts('briefing')),
		// Last, so that they give no other annex another number for those who may read them.
		...(await textsOf(listed.filter(isTraceless))),
		{ kind: 'withheld', title: m.paper_withheld_content(), count: material.withheld.size }
	];
	return all.map((annex, at) => ({ ...annex, number: at + 1 }));
}

type Unnumbered = MinutesAnnex extends infer Annex
	? Annex extends MinutesAnnex
		? Omit<Annex, 'number'>
		: never
	: never;

function markOf({ marks }: AnnexMaterial, { id, label }: StoredDocumentHead): MinutesMark {
	return { label, limits: marks.get(id)?.limits };
}

async function annexOf(
	reading: DocumentReading,
	material: AnnexMaterial,
	document: StoredDocumentHead
): Promise<Unnumbered> {
	if (material.withheld.has(document.id)) return { kind: 'missing', why: 'withheld' };
	if (!material.documents.includes(document)) return { kind: 'missing', why: 'illustrative' };
	const { title } = document;
	const mark = markOf(material, document);
	const said = saidInPlace(document.id, material.places, material);
	const read = await reading.read(document.id, 'paper', said);
	if (read.kind !== 'read') {
		const body = read.kind === 'unreadable' ? notReadable() : NOTHING;
		return { kind: 'text', title, ...mark, body };
	}
	const { head, body } = read.value;
	if (document.kind === 'briefing') return { kind: 'briefing', title, ...mark, head, body };
	return { kind: 'text', title, ...mark, body };
}
