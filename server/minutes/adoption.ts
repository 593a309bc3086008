import type { EditionKind, Procedure } from '#shared/minutes/edition.ts';
import { editionReference } from '#shared/minutes/edition.ts';
import {
	newId,
	type EditionId,
	type OrganisationId,
	type PersonId,
	type SessionId
} from '#shared/ids.ts';
import { release } from '#shared/minutes/release.ts';
import { minutesReference } from '#shared/numbering.ts';
import { refuse, type Refusal } from '#shared/refusals.ts';
import type { Day } from '#shared/time/dates.ts';
import { participantsOf } from '../sessions/participant-rows.ts';
import { openCorrections, votesOn } from './correction-rows.ts';
import { orderEdition } from './edition-orders.ts';
import {
	addEdition,
	approversOf,
	changeEdition,
	countOf,
	type EditionRow
} from './edition-rows.ts';
import { todayIn, workOn, type EditionParts } from './edition-work.ts';
import { laterSessions } from './later-sessions.ts';
import { hashOfSeal, type KeptSeal } from './sealing.ts';
import type { Standing } from './standing.ts';

/** What is asked of those who get a draft. */
export interface Circulation {
	/** The last day for corrections and objections. */
	readonly until: Day;
	readonly procedure: Procedure;
	/** The delegations that are to approve; only for that procedure. */
	readonly approvers: readonly OrganisationId[];
}

/** From a draft to adopted minutes: circulated, perhaps recalled, adopted and sealed, and followed by another edition. */
export class Adoption {
	readonly #parts: EditionParts;

	constructor(parts: EditionParts) {
		this.#parts = parts;
	}

	/** Sends the draft round: it stands still from now on, and everybody in the session reads it. */
	circulate(by: PersonId, session: SessionId, asked: Circulation): Promise<Refusal | undefined> {
		let standing: Standing | undefined;
		const { until, procedure, approvers } = asked;
		return orderEdition(this.#parts, {
			...{
				by,
				session,
				name: 'minutes.circulate',
				move: 'circulate',
				detail: { until, procedure }
			},
			before: async ({ edition }) => {
				if (until < (await todayIn(this.#parts, session))) return refuse('not-later');
				standing = await workOn(this.#parts, session, edition);
				return standing ? undefined : refuse('not-found');
			},
			act: async (transaction, { edition }) => {
				if (!edition || !standing) return refuse('minutes-not-there');
				if (procedure === 'approval' && approvers.length === 0)
					return refuse('minutes-no-approver');
				await changeEdition(transaction, edition.id, {
					...{ state: 'circulated', circulated_by: by, circulated_at: Date.now() },
					...{ until, procedure, approvers: JSON.stringify(approvers) },
					record: JSON.stringify(standing.base)
				});
				return { people: await participantsOf(transaction, session), kind: 'minutes-circulated' };
			}
		});
	}

	/** Takes a circulated draft back to work on it; corrections stay with it. */
	recall(by: PersonId, session: SessionId): Promise<Refusal | undefined> {
		return orderEdition(this.#parts, {
			...{ by, session, name: 'minutes.recall', move: 'recall' },
			act: async (transaction, { edition }) => {
				if (!edition) return refuse('minutes-not-there');
				const record = edition.kind === 'minutes' ? null : edition.record;
				await changeEdition(transaction, edition.id, { state: 'draft', record });
				return { people: await participantsOf(transaction, session), kind: 'minutes-recalled' };
			}
		});
	}

	/** Adopts and seals what was circulated, as its procedure allows. `inSession` is where it was adopted. */
	adopt(
		by: PersonId,
		session: SessionId,
		inSession: SessionId | undefined
	): Promise<Refusal | undefined> {
		let seal: KeptSeal | undefined;
		let standing: Standing | undefined;
		const detail: Record<string, unknown> = { inSession };
		return orderEdition(this.#parts, {
			...{ by, session, name: 'minutes.adopt', move: 'adopt', detail },
			before: async ({ edition, editions }) => {
				const today = await todayIn(this.#parts, session);
				const trouble = edition && (await this.#hindrance(edition, today, inSession));
				if (trouble) return trouble;
				standing = await workOn(this.#parts, session, edition);
				if (!edition || !standing) return refuse('not-found');
				seal = await this.#seal(standing, edition, editions);
				return undefined;
			},
			act: async (transaction, { edition }) => {
				if (!edition || !standing || !seal) return refuse('minutes-not-there');
				const hash = hashOfSeal(seal.statement);
				Object.assign(detail, { seal: hash });
				await changeEdition(transaction, edition.id, {
					...{ state: 'adopted', adopted_by: by, adopted_in: inSession ?? null },
					...{ adopted_at: Date.parse(seal.statement.adoptedAt), seal_hash: hash },
					...{ record: JSON.stringify(standing.record), seal: JSON.stringify(seal) }
				});
				return { people: await participantsOf(transaction, session), kind: 'minutes-adopted' };
			}
		});
	}

	/** Begins an edition that is to follow the adopted one. */
	revise(by: PersonId, session: SessionId, kind: EditionKind): Promise<Refusal | undefined> {
		return orderEdition(this.#parts, {
			...{ by, session, name: 'minutes.revise', move: 'revise', detail: { kind } },
			act: async (transaction, { edition }) => {
				if (!edition || kind === 'minutes') return refuse('minutes-not-there');
				const { record, attributions } = edition;
				const number = (await countOf(transaction, session, kind)) + 1;
				const next = {
					id: newId<EditionId>(),
					session_id: session,
					made_by: by,
					kind,
					number
				} as const;
				await addEdition(transaction, { ...next, record, attributions });
				return undefined;
			}
		});
	}

	/** Why it cannot be adopted yet. */
	async #hindrance(
		edition: EditionRow,
		today: Day,
		inSession: SessionId | undefined
	): Promise<Refusal | undefined> {
		const { database } = this.#parts;
		if ((await openCorrections(database, edition.id)) > 0) return refuse('corrections-open');
		const votes = await votesOn(database, edition.id);
		switch (edition.procedure) {
			case 'silence':
				if (edition.until !== null && today <= edition.until) return refuse('silence-not-over');
				return votes.some(({ objects }) => objects) ? refuse('minutes-objected') : undefined;
			case 'approval': {
				const approving = votes.filter(({ objects }) => !objects);
				const missing = approversOf(edition).filter(
					(one) => !approving.some(({ organisation }) => organisation === one)
				);
				return missing.length > 0 ? refuse('approvals-missing') : undefined;
			}
			default: {
				const later = await laterSessions(database, edition.session_id);
				const isLater = inSession !== undefined && later.some(({ id }) => id === inSession);
				return inSession === undefined || isLater ? undefined : refuse('not-found');
			}
		}
	}

	/** Under which nothing is withheld: what is in the seal is the record as a whole. */
	async #seal(standing: Standing, edition: EditionRow, editions: readonly EditionRow[]) {
		const at = new Date();
		const { kind, number, reference } = edition;
		const minutes = release(standing.record, { viewers: [], illustrative: true, at });
		const before = editions.find((one) => one.state === 'adopted');
		return (await this.#parts.sealing()).seal(minutes, {
			reference: editionReference(minutesReference(reference), kind, number),
			adoptedAt: at.toISOString(),
			previous: before?.seal_hash ?? null
		});
	}
}
