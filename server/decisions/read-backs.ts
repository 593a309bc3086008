import { m } from '#messages/messages.js';
import { can, documentAccess, type Reader } from '#shared/access.ts';
import type { DecisionRecord } from '#shared/board/decisions.ts';
import {
	newId,
	type DecisionId,
	type DocumentId,
	type OrganisationId,
	type PersonId,
	type ReadBackId,
	type SessionId
} from '#shared/ids.ts';
import { isFrozen, resultOf, type ReadBackView } from '#shared/decisions/read-back.ts';
import { isRefusal, refuse, type Refusal } from '#shared/refusals.ts';
import type { Participant } from '#shared/sessions/delegation.ts';
import type { Documents } from '../sessions/documents.ts';
import type { SessionEvents } from '../commands/events.ts';
import type { Participation } from '../sessions/participation.ts';
import type { Projector } from '../records/projector.ts';
import type { Database } from '../store/connect.ts';
import type { DocumentReading } from '../reading/document-reading.ts';
import type { Commands } from '../commands/commands.ts';
import type { SessionOrder } from '../commands/order.ts';
import { readBack, readBacksIn } from '../records/read-back-rows.ts';
import {
	countRevision,
	mayAnswer,
	writeAnswer,
	writeEnd,
	writeLift,
	writeReadBack,
	type GivenAnswer
} from './read-back-writing.ts';

export interface ReadBacksOptions {
	readonly database: Database;
	readonly commands: Commands;
	readonly participation: Participation;
	readonly documents: Documents;
	readonly reading: DocumentReading;
	readonly projector: Projector;
	readonly events: SessionEvents;
}

/** The decision that somebody wants to read back, as it was on their screen. */
export interface SeenDecision {
	readonly document: DocumentId;
	readonly decision: DecisionId;
	readonly verb: string;
	readonly text: string;
}

/**
 * Reads decisions and conclusions back to the delegations. The wording is kept here from the moment it is read, and the
 * registers show it whatever the document says. Who may not read the document is neither asked nor told.
 */
export class ReadBacks {
	readonly #options: ReadBacksOptions;

	constructor(options: ReadBacksOptions) {
		this.#options = options;
	}

	/**
	 * The latest read-back of each decision in these documents. The caller must have checked that the reader may read
	 * them.
	 */
	in(documents: readonly DocumentId[]): Promise<ReadBackView[]> {
		return readBacksIn(this.#options.database, documents);
	}

	/** Freezes a wording and asks every delegation that may read it. Refused when the document says something else. */
	async open(by: PersonId, session: SessionId, seen: SeenDecision): Promise<ReadBackId | Refusal> {
		const { document, decision } = seen;
		const order = this.#order(by, session, 'open', { document, decision });
		const id = newId<ReadBackId>();
		let wanted: { record: DecisionRecord; asked: readonly OrganisationId[] } | undefined;
		return this.#execute(order, id, document, {
			before: async () => {
				const record = await this.#record(by, session, seen);
				if (isRefusal(record)) return record;
				await this.#options.projector.project(document); // so that it has its number before it is read out
				wanted = { record, asked: await this.#asked(session, document) };
				return undefined;
			},
			act: async (transaction) => {
				const [last] = (await readBacksIn(transaction, [document])).filter(
					(one) => one.decision === decision
				);
				if (!wanted || (last && isFrozen(last.result))) return refuse('wording-frozen');
				const at = Math.max(Date.now(), (last?.openedAt ?? 0) + 1); // so that the newest has the latest time
				await writeReadBack(transaction, { id, session, document, ...wanted, by, at });
				return id;
			}
		});
	}

	/** Records answers: those of the actor's own delegation, or, by people who keep the record, of any. */
	async answer(by: PersonId, session: SessionId, id: ReadBackId, given: GivenAnswer) {
		const { organisations, answer } = given;
		const order = this.#order(by, session, 'answer', { readBack: id, organisations, answer });
		return this.#onOne(order, id, async (transaction, view, reader) => {
			if (view.closedAt !== undefined) return refuse('read-back-over');
			const refusal = mayAnswer(reader, view, organisations);
			if (refusal) return refusal;
			await writeAnswer(transaction, id, by, given);
			return undefined;
		});
	}

	/** Lifts a delegation's reservation, during the read-back or afterwards. */
	async lift(by: PersonId, session: SessionId, id: ReadBackId, organisation: OrganisationId) {
		const order = this.#order(by, session, 'lift', { readBack: id, organisation });
		return this.#onOne(order, id, async (transaction, view, reader) => {
			const refusal = mayAnswer(reader, view, [organisation]);
			if (refusal) return refusal;
			const own = view.answers.find((one) => one.organisation === organisation);
			if (own?.answer !== 'reservation' || !isFrozen(view.result)) return refuse('read-back-over');
			if (own.liftedAt !== undefined) return undefined;
			await writeLift(transaction, id, organisation);
			return undefined;
		});
	}

	/** Records the result of the answers. Refused while a delegation has not answered; `detail` has how many. */
	async conclude(by: PersonId, session: SessionId, id: ReadBackId) {
		const order = this.#order(by, session, 'conclude', { readBack: id });
		return this.#onOne(order, id, async (transaction, view) => {
			if (view.closedAt !== undefined) return refuse('read-back-over');
			const open = view.answers.filter(({ answer }) => answer === undefined).length;
			if (open > 0)
				return refuse('answers-missing', m.read_back_open_of({ open, count: view.answers.length }));
			await writeEnd(transaction, id, resultOf(view.answers));
			return undefined;
		});
	}

	/** Ends a read-back without an outcome; the wording can be changed again. */
	async takeBack(by: PersonId, session: SessionId, id: ReadBackId) {
		const order = this.#order(by, session, 'take-back', { readBack: id });
		return this.#onOne(order, id, async (transaction, view) => {
			if (view.closedAt !== undefined) return refuse('read-back-over');
			await writeEnd(transaction, id, 'taken-back');
			return undefined;
		});
	}

	#order(
		by: PersonId,
		session: SessionId,
		name: 'open' | 'answer' | 'lift' | 'conclude' | 'take-back',
		detail: Readonly<Record<string, unknown>>
	): SessionOrder {
		return { by, session, name: `read-back.${name}`, detail };
	}

	/** Acts on a read-back; refused with `not-found` when the actor may not know of it. */
	async #onOne(
		order: SessionOrder,
		id: ReadBackId,
		act: (transaction: Database, view: ReadBackView, reader: Reader) => Promise<Refusal | undefined>
	): Promise<Refusal | undefined> {
		const { database, documents } = this.#options;
		const place = await readBack(database, id);
		return this.#execute(order, id, place?.document, {
			before: async () => {
				const access = place ? await documents.access(order.by, place.document) : 'none';
				const isKnown = place?.session === order.session && access !== 'none';
				return isKnown ? undefined : refuse('not-found');
			},
			act: async (transaction, reader) => {
				const current = await readBack(transaction, id);
				if (!current) return refuse('not-found');
				const refusal = await act(transaction, current, reader);
				if (refusal) return refusal;
				await countRevision(transaction, id);
				return undefined;
			}
		});
	}

	/** Executes a command, updates the registers, and tells the document's readers. */
	async #execute<Result>(
		order: SessionOrder,
		id: ReadBackId,
		document: DocumentId | undefined,
		steps: {
			readonly before: (reader: Reader) => Promise<Refusal | undefined>;
			readonly act: (transaction: Database, reader: Reader) => Promise<Result | Refusal>;
		}
	): Promise<Result | Refusal> {
		const { commands, database, projector, events } = this.#options;
		const result = await commands.execute<Result>(order, steps);
		if (isRefusal(result) || !document) return result;
		await projector.again(document);
		const view = await readBack(database, id);
		if (view) events.emit('readBack', view);
		return result;
	}

	/** The decision as the document has it now; refused if that is not what the person saw. */
	async #record(
		by: PersonId,
		session: SessionId,
		seen: SeenDecision
	): Promise<DecisionRecord | Refusal> {
		const { documents, reading } = this.#options;
		const head = await documents.head(seen.document);
		const access = await documents.access(by, seen.document);
		if (head?.session_id !== session || access === 'none') return refuse('not-found');
		const read = await reading.read(seen.document, 'decision', seen.decision);
		if (read.kind === 'unreadable') return refuse('document-unreadable');
		const record = read.kind === 'read' ? read.value : undefined;
		if (!record) return refuse('not-found');
		if (record.text !== seen.text || record.verb !== seen.verb) return refuse('wording-moved');
		return record.text.trim() === '' ? refuse('no-wording') : record;
	}

	/** The delegations that may read the document and have somebody who may answer, in order of protocol. */
	async #asked(session: SessionId, document: DocumentId): Promise<OrganisationId[]> {
		const { participation, documents } = this.#options;
		const head = await documents.head(document);
		if (!head) return [];
		const mayAnswer = (person: Participant) =>
			can(person.role, 'answer read-back') && documentAccess(person, head) !== 'none';
		const delegations = await participation.delegations(session);
		return delegations
			.filter(({ people }) => people.some(mayAnswer))
			.map(({ organisation }) => organisation.id);
	}
}
