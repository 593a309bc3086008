import * as Y from 'yjs';
import { m } from '#messages/messages.js';
import { keepsRecord, type Reader } from '#shared/access.ts';
import type { AgendaItemId, DocumentId, OrganisationId, PersonId } from '#shared/ids.ts';
import { strictest, type Label } from '#shared/markings.ts';
import { isRefusal, refuse, type Refusal } from '#shared/refusals.ts';
import type { Withheld } from '#shared/restrict/withheld.ts';
import type { LineId } from '#shared/text/line-id.ts';
import { LINES } from '#shared/text/roots.ts';
import type { Commands } from '../commands/commands.ts';
import type { SessionEvents } from '../commands/events.ts';
import type { DocumentReading } from '../reading/document-reading.ts';
import { createDocument, documentHead } from '../sessions/document-rows.ts';
import { mayDocumentBeAdded } from '../sessions/quotas.ts';
import type { Database } from '../store/connect.ts';
import type { Forgetting } from './forgetting.ts';
import type { AuthorMark } from '../sync/authors.ts';
import type { Rooms } from '../sync/rooms.ts';
import { areCounting } from './counting.ts';
import { mayRestrictIn, restrictInMinutes } from './minutes-lines.ts';
import { addAuthors, authorsOfMoved } from './moved-authors.ts';
import { addRestriction, takenOf } from './restriction-rows.ts';
import { isWithin } from './within.ts';

const TRIES = 3; // a document may be written anew between the reading and the taking out

/** What is taken out of a text, and for whom. */
export interface Wish {
	/** The agenda item in whose notes the lines stand; undefined where the document is one text. */
	readonly item: AgendaItemId | undefined;
	readonly lines: readonly [LineId, ...LineId[]];
	readonly label: Label;
	readonly organisations: readonly OrganisationId[];
	readonly persons: readonly PersonId[];
	/** Those who may not read them are told that something is withheld. */
	readonly isTraced: boolean;
}

export interface RestrictionsOptions {
	readonly commands: Commands;
	readonly rooms: Rooms;
	readonly reading: DocumentReading;
	readonly events: SessionEvents;
	readonly forgetting: Forgetting;
}

/** Lines that were worked out to be taken out. */
interface Drafted {
	readonly head: number;
	readonly update: Uint8Array;
	readonly withheld: Withheld;
	readonly annex: Uint8Array;
	readonly title: string;
	/** Who wrote the lines. */
	readonly authors: readonly AuthorMark[];
}

/**
 * Moves lines of a text, with the records among them, into an annex that fewer people may read. Nobody's words are lost,
 * and nothing of the lines is left in the document, its versions and its log.
 */
export class Restrictions {
	readonly #options: RestrictionsOptions;

	constructor(options: RestrictionsOptions) {
		this.#options = options;
	}

	/** Resolves to the annex when nobody receives the lines any more who may not read them. */
	async restrict(by: PersonId, document: DocumentId, wish: Wish): Promise<DocumentId | Refusal> {
		for (let left = TRIES; left > 0; left--) {
			const annex = await this.#try(by, document, wish);
			if (annex) return annex;
		}
		return refuse('order-stale');
	}

	/** Undefined when the document has moved on. */
	async #try(by: PersonId, document: DocumentId, wish: Wish) {
		const { commands, reading } = this.#options;
		const { label, organisations, persons, isTraced, lines } = wish;
		const detail = { label, organisations, persons, isTraced, lines: lines.length };
		const order = { by, document, name: 'document.restrict', detail } as const;
		let drafted: Drafted | undefined;
		const annex = await commands.execute<DocumentId>(order, {
			before: async () => {
				const made = await this.#draft(document, wish);
				if (isRefusal(made)) return made;
				drafted = made;
				return undefined;
			},
			act: (transaction, actor) => create(transaction, { by, actor, document, wish, drafted })
		});
		if (isRefusal(annex) || !drafted) {
			if (drafted) reading.lookAgain(document); // it has the lines as if they were gone
			return annex;
		}
		return this.#finish(by, { document, annex, drafted });
	}

	async #draft(document: DocumentId, { item, lines }: Wish): Promise<Drafted | Refusal> {
		const { reading, rooms } = this.#options;
		const drafted = await reading.draft(document, 'withhold', rootOf(item), lines);
		if (drafted.kind !== 'read') return refuse('document-unreadable');
		const { value, update } = drafted.value;
		if (value.kind === 'scattered') return refuse('bad-request', m.restrict_scattered());
		if (value.kind === 'too-much') {
			reading.lookAgain(document);
			return refuse('limit-reached', m.restrict_too_much());
		}
		if (value.kind === 'gone' || !update) return refuse('order-stale', m.restrict_gone());
		const { withheld, annex, title } = value;
		const written = await rooms.authors(document);
		const authors = written ? authorsOfMoved(withheld.moved, written) : [];
		return { head: drafted.head, update, withheld, annex, title, authors };
	}

	async #finish(
		by: PersonId,
		{ document, annex, drafted }: { document: DocumentId; annex: DocumentId; drafted: Drafted }
	): Promise<DocumentId | undefined> {
		const { events, forgetting, reading } = this.#options;
		const { head, update, withheld } = drafted;
		const taking = { head, update, taken: takenOf(annex, withheld) };
		const session = await forgetting.takeOut(by, { document, annex, taking, withheld });
		if (!session) {
			reading.lookAgain(document);
			return undefined;
		}
		events.emit('restricted', document);
		events.emit('accessChanged', session);
		await forgetting.finish(document);
		return annex;
	}
}

/** The root in which the lines stand. */
const rootOf = (item: AgendaItemId | undefined): string =>
	item === undefined ? LINES : `${LINES}:${item}`;

interface Creating {
	readonly by: PersonId;
	readonly actor: Reader;
	readonly document: DocumentId;
	readonly wish: Wish;
	readonly drafted: Drafted | undefined;
}

async function create(
	transaction: Database,
	{ by, actor, document, wish, drafted }: Creating
): Promise<DocumentId | Refusal> {
	const head = await documentHead(transaction, document);
	if (!head || !drafted) return refuse('not-found');
	const { label, organisations, persons, item, isTraced } = wish;
	const audience = { organisations, persons };
	const counts = await areCounting(transaction, document, drafted.withheld.records);
	if (counts && !keepsRecord(actor.role)) return refuse('forbidden', m.restrict_counts());
	if (strictest([head.label, label]) !== label)
		return refuse('bad-request', m.restrict_not_lower({ label: head.label }));
	const refusal =
		(await isWithin(transaction, { actor, head, label, audience })) ??
		(await mayRestrictIn(transaction, head.session_id)) ??
		(await mayDocumentBeAdded(transaction, head.session_id));
	if (refusal) return refusal;
	const annex = await createDocument(
		transaction,
		head.session_id,
		{
			...{ kind: 'annex', label, originator: actor.organisation, by },
			...{ audience: organisations, persons, caveat: head.caveat },
			...{ title: drafted.title || m.restrict_title(), illustrative: head.illustrative === 1 }
		},
		(doc) => Y.applyUpdate(doc, drafted.annex)
	);
	const { authors, withheld } = drafted;
	await addAuthors(transaction, annex, authors);
	const place = { document, annex, root: rootOf(item) };
	await addRestriction(transaction, { ...place, by, isTraced, withheld });
	await restrictInMinutes(transaction, {
		session: head.session_id,
		document,
		item,
		withheld,
		annex
	});
	return annex;
}
