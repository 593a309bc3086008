import { m } from '#messages/messages.js';
import { can, type Reader } from '#shared/access.ts';
import type { DecisionRecord } from '#shared/board/decisions.ts';
import {
	newId,
	type DocumentId,
	type OrganisationId,
	type PersonId,
	type ReadBackId,
	type SessionId
} from '#shared/ids.ts';
import { isFrozen, resultOf, type ReadBackView } from '#shared/decisions/read-back.ts';
import { isRefusal, refuse, type Refusal } from '#shared/refusals.ts';
import type { Documents } from '../sessions/documents.ts';
import type { SessionEvents } from '../commands/events.ts';
import type { Participation } from '../sessions/participation.ts';
import type { Projector } from '../records/projector.ts';
import type { Database } from '../store/connect.ts';
import type { DocumentReading } from '../reading/document-reading.ts';
import type { Commands } from '../commands/commands.ts';
import type { SessionOrder } from '../commands/order.ts';
import { readBack, readBacksIn } from '../records/read-back-rows.ts';
import { askedIn, recordSeen, type SeenDecision } from './seen-decision.ts';
import {
	countRevision,
	mayAnswer,
	writeAnswer,
	writeEnd,
	writeLift,
	writeReopened,
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
	open(by: PersonId, session: SessionId, seen: SeenDecision): Promise<ReadBackId | Refusal> {
		return this.#freeze(by, session, seen, 'open');
	}

	/** Records a wording, which counts from now on, without asking the delegations. Refused as {@link open} is. */
	record(by: PersonId, session: SessionId, seen: SeenDecision): Promise<ReadBackId | Refusal> {
		return this.#freeze(by, session, seen, 'record');
	}

	async #freeze(
		by: PersonId,
		session: SessionId,
		seen: SeenDecision,
		how: 'open' | 'record'
	): Promise<ReadBackId | Refusal> {
		const { document, decision } = seen;
		const order = this.#order(by, session, how, { document, decision });
		const id = newId<ReadBackId>();
		let wanted: { record: DecisionRecord; asked: readonly OrganisationId[] } | undefined;
		return this.#execute(order, id, document, {
			before: async () => {
				const record = await recordSeen(this.#options, by, session, seen);
				if (isRefusal(record)) return record;
				await this.#options.projector.project(document); // so that it has its number before it is read out
				wanted = {
					record,
					asked: how === 'open' ? await askedIn(this.#options, session, document) : []
				};
				return undefined;
			},
			act: async (transaction) => {
				const [last] = (await readBacksIn(transaction, [document])).filter(
					(one) => one.decision === decision
				);
				if (!wanted || (last && isFrozen(last.result))) return refuse('wording-frozen');
				const at = Math.max(Date.now(), (last?.openedAt ?? 0) + 1); // so that the newest has the latest time
				await writeReadBack(transaction, { id, session, document, ...wanted, by, at });
				if (how === 'record') await writeEnd(transaction, id, 'recorded');
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

	/** Takes back a result that was recorded by mistake: the answers count as before it, a mere record as never made. */
	async reopen(by: PersonId, session: SessionId, id: ReadBackId) {
		const order = this.#order(by, session, 'reopen', { readBack: id });
		return this.#onOne(order, id, async (transaction, view, reader) => {
			if (view.closedAt === undefined || view.result === 'taken-back')
				return refuse('read-back-over');
			if (view.result !== 'recorded') await writeReopened(transaction, id);
			else if (can(reader.role, 'record decision')) await writeEnd(transaction, id, 'taken-back');
			else return refuse('forbidden');
			return undefined;
		});
	}

	#order(
		by: PersonId,
		session: SessionId,
		name: 'open' | 'record' | 'answer' | 'lift' | 'conclude' | 'take-back' | 'reopen',
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
}
