import {
	newId,
	type AgendaItemId,
	type DocumentId,
	type PersonId,
	type SessionId
} from '#shared/ids.ts';
import type { Attribution, EditionLine, EditionText } from '#shared/minutes/edition.ts';
import type { Edit } from '#shared/minutes/edits.ts';
import { isRefusal, refuse, type Refusal } from '#shared/refusals.ts';
import { orderEdition } from './edition-orders.ts';
import {
	addEdit,
	addEdition,
	attributionsOf,
	changeEdition,
	type KeptEdit
} from './edition-rows.ts';
import { lineIn, textsFor, workOn, type EditionParts } from './edition-work.ts';
import type { Standing } from './standing.ts';

/** What somebody does to a line; `line` is what it stands behind where it is added, or empty for the beginning. */
export type LineChange = { readonly document: DocumentId; readonly line: string } & (
	| {
			readonly is: 'write';
			readonly words: string;
			/** What it said when they began. */
			readonly seen: string;
	  }
	| { readonly is: 'add'; readonly words: string; readonly item?: AgendaItemId | undefined }
	| { readonly is: 'leave-out' }
	| { readonly is: 'restore' }
);

type LineEdit = KeptEdit & { readonly document: DocumentId; readonly line: string };

/** Writing a session's minutes: what the rapporteur makes of their lines stands over the notes, which stay as they are. */
export class Drafting {
	readonly #parts: EditionParts;

	constructor(parts: EditionParts) {
		this.#parts = parts;
	}

	/** Begins the draft, which follows the session until it is circulated. */
	begin(by: PersonId, session: SessionId): Promise<Refusal | undefined> {
		return orderEdition(this.#parts, {
			...{ by, session, name: 'minutes.draft', move: 'draft' },
			act: async (transaction) => {
				const edition = { kind: 'minutes', number: 1, record: null, attributions: '{}' } as const;
				await addEdition(transaction, {
					id: newId(),
					session_id: session,
					made_by: by,
					...edition
				});
				return undefined;
			}
		});
	}

	/** Writes a line anew, adds one, leaves one out, or lets it say again what the notes say. */
	write(by: PersonId, session: SessionId, change: LineChange): Promise<Refusal | undefined> {
		let edit: LineEdit | undefined;
		const { document, line } = change;
		return orderEdition(this.#parts, {
			...{ by, session, name: 'minutes.write', move: 'write', detail: { document, line } },
			before: async ({ actor, edition }) => {
				const standing = await workOn(this.#parts, session, edition);
				if (!standing || !isHere(textsFor(standing, actor), document)) return refuse('not-found');
				const made = editOf(standing, change, (place) => lineIn(standing, actor, place));
				if (isRefusal(made)) return made;
				edit = made;
				return made ? undefined : refuse('not-found');
			},
			act: async (transaction, { edition }) => {
				if (!edition || !edit) return refuse('minutes-not-there');
				await addEdit(transaction, edition.id, edit, by);
				await changeEdition(transaction, edition.id, {});
				return undefined;
			}
		});
	}

	/** Says whose names stand in an item. */
	attribute(
		by: PersonId,
		session: SessionId,
		item: AgendaItemId,
		attribution: Attribution
	): Promise<Refusal | undefined> {
		return orderEdition(this.#parts, {
			...{ by, session, name: 'minutes.write', move: 'write', detail: { item, attribution } },
			act: async (transaction, { edition }) => {
				if (!edition) return refuse('minutes-not-there');
				const attributions = { ...attributionsOf(edition), [item]: attribution };
				await changeEdition(transaction, edition.id, {
					attributions: JSON.stringify(attributions)
				});
				return undefined;
			}
		});
	}
}

const isHere = (texts: readonly EditionText[], document: DocumentId) =>
	texts.some((one) => one.document === document);

/** What is kept of a change; undefined where there is no such line. */
function editOf(
	{ edits }: Standing,
	change: LineChange,
	find: (place: LineChange) => EditionLine | undefined
): LineEdit | Refusal | undefined {
	const { document, line } = change;
	if (change.is === 'add') {
		if (line !== '' && !find(change)) return undefined;
		const { words, item } = change;
		return { document, line: newId(), is: 'added', words, after: line, item };
	}
	const known = find(change);
	if (!known) return undefined;
	const added = addedAt(edits, change);
	switch (change.is) {
		case 'leave-out':
			return added ? { ...added, isLeftOut: true } : { document, line, is: 'left-out' };
		case 'restore':
			return added ? { ...added, isLeftOut: false } : { document, line, is: 'restored' };
		case 'write': {
			const { words, seen } = change;
			if (!known.isWords) return refuse('bad-request');
			if (known.words !== seen) return refuse('wording-moved');
			if (added) return { ...added, words };
			const source = known.newer ?? known.before ?? known.words;
			return words === source
				? { document, line, is: 'restored' }
				: { document, line, is: 'written', words, source };
		}
	}
}

type Added = Extract<Edit, { is: 'added' }>;

/** What added a line, if it was added. */
export function addedAt(
	edits: readonly Edit[],
	{ document, line }: { readonly document: DocumentId; readonly line: string }
): Added | undefined {
	const edit = edits.find((one) => one.document === document && one.line === line);
	return edit?.is === 'added' ? edit : undefined;
}
