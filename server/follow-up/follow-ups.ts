import { m } from '#messages/messages.js';
import { refuse, type Refusal } from '#shared/refusals.ts';
import type { Reader } from '#shared/access.ts';
import type {
	ActionPlace,
	FollowUpEntry,
	FollowUpEvent,
	FollowUpView
} from '#shared/follow-up/follow-up.ts';
import {
	ANSWERED,
	answersFor,
	hindrance,
	moveOf,
	type LeadAnswer,
	type Hindrance,
	type MoveName,
	type Involvement
} from '#shared/follow-up/moves.ts';
import { ACTION_STATUS_WORDS, isOpen, type ActionStatus } from '#shared/follow-up/status.ts';
import type { ActionId, DocumentId, PersonId, SessionId } from '#shared/ids.ts';
import type { Reads } from '../audit/reads.ts';
import type { Commands } from '../commands/commands.ts';
import type { Documents } from '../sessions/documents.ts';
import type { SessionEvents } from '../commands/events.ts';
import { supportOf } from '../records/organisation-list.ts';
import type { Database } from '../store/connect.ts';
import type { Row } from '../store/tables.ts';
import { addEntry, historyOf } from '../records/follow-up-entries.ts';
import { followUpsIn, proposedIn, actionRow, writeFollowUp } from '../records/follow-up-rows.ts';
import { involvementOf } from '../records/involvement.ts';

export interface FollowUpsOptions {
	readonly database: Database;
	readonly commands: Commands;
	readonly documents: Documents;
	readonly reads: Pick<Reads, 'note'>;
	readonly events: SessionEvents;
}

/** A move, with words: a reason, or where the evidence is. */
export interface MoveOrder {
	readonly move: MoveName;
	readonly words?: string;
	/** The action that supersedes it; only for `supersede`. */
	readonly by?: ActionId | undefined;
}

/** An action in the transaction that changes it, and the actor. */
interface ActionCommand {
	readonly transaction: Database;
	readonly row: Row<'action'>;
	readonly reader: Reader;
	readonly standing: Involvement;
}

interface Named {
	readonly name: `action.${MoveName | LeadAnswer | 'progress' | 'evidence'}`;
	readonly detail?: Readonly<Record<string, unknown>>;
}

type Said = readonly (readonly [event: FollowUpEvent, words: string])[];
type Answered = Promise<FollowUpView | Refusal>;

/**
 * The follow-up of actions: taking them on, their status, notes and evidence. Only for people who may read the
 * document. Every change adds to the action's history.
 */
export class FollowUps {
	readonly #options: FollowUpsOptions;

	constructor(options: FollowUpsOptions) {
		this.#options = options;
	}

	/**
	 * Moves an action to another status. A move by the lead to an open status also accepts an action not yet accepted.
	 */
	move(by: PersonId, place: ActionPlace, { move, words = '', by: successor }: MoveOrder): Answered {
		return this.#command(
			by,
			place,
			{ name: `action.${move}`, detail: { successor } },
			async (command) => {
				const { row, standing, transaction } = command;
				const said = move === 'supersede' ? (successor ?? '') : words;
				const stop = hindrance(move, standing, row.status, said);
				if (stop) return hindered(stop, row.status);
				if (successor && !(await isAnother(transaction, row, successor)))
					return refuse('not-found');
				const { to, asks } = moveOf(move);
				const accepts = standing.isLead && row.taken_on === 'asked' && isOpen(to);
				const moved = {
					kind: 'moved',
					from: row.status,
					to,
					...(successor && { by: successor })
				} as const;
				const view = await writeFollowUp(transaction, row, {
					status: to,
					...(accepts && { taken_on: 'accepted' as const }),
					...(move === 'agree' && { original_due: row.due })
				});
				await say(command, [
					...(accepts ? [[{ kind: 'taken-on', to: 'accepted', step: to }, ''] as const] : []),
					...(asks === 'evidence' ? [[{ kind: 'evidence', step: to }, words] as const] : []),
					[moved, asks === 'evidence' ? '' : words]
				]);
				return view;
			}
		);
	}

	/** Notes progress or evidence. For the lead, supporting organisations and people who keep the record. */
	note(by: PersonId, place: ActionPlace, kind: 'progress' | 'evidence', words: string): Answered {
		return this.#command(by, place, { name: `action.${kind}` }, async (command) => {
			const { row, standing, reader, transaction } = command;
			const supports = supportOf(row).includes(reader.organisation);
			if (!standing.isLead && !standing.isKeeper && !supports) return refuse('not-your-move');
			if (words.trim() === '') return refuse('words-missing');
			const view = await writeFollowUp(transaction, row, {});
			await say(command, [[{ kind }, words]]);
			return view;
		});
	}

	/** Accepts or declines an action on behalf of its lead organisation. */
	answer(by: PersonId, place: ActionPlace, answer: LeadAnswer, words = ''): Answered {
		return this.#command(by, place, { name: `action.${answer}` }, async (command) => {
			const { row, standing, transaction } = command;
			const taken_on = ANSWERED[answer];
			if (!standing.isLead) return refuse('not-your-move');
			const stands = { status: row.status, takenOn: row.taken_on ?? undefined };
			if (!answersFor(standing, stands).includes(answer)) return refuse('not-asked-to');
			if (answer === 'decline' && words.trim() === '') return refuse('words-missing');
			const view = await writeFollowUp(transaction, row, { taken_on });
			await say(command, [[{ kind: 'taken-on', to: taken_on }, words]]);
			return view;
		});
	}

	/** Agrees all proposed actions of a session, in the transaction that closes it. */
	async agreeAll(transaction: Database, session: SessionId, by: PersonId): Promise<void> {
		for (const row of await proposedIn(transaction, session)) {
			await writeFollowUp(transaction, row, { status: 'agreed', original_due: row.due });
			const event = { kind: 'moved', from: 'proposed', to: 'agreed' } as const;
			await addEntry(transaction, { ...placeOf(row), session, by, event });
		}
	}

	/** Tells the readers of a session's documents the follow-up of its actions. */
	async tellAll(session: SessionId): Promise<void> {
		const { database, documents, events } = this.#options;
		const heads = await documents.heads(session);
		const views = await followUpsIn(
			database,
			heads.map(({ id }) => id)
		);
		for (const view of views) events.emit('followUp', view);
		for (const id of new Set(views.map(({ document }) => document)))
			events.emit('registers', session, id);
	}

	/** The follow-up of the actions in these documents. The caller must have checked that the reader may read them. */
	views(documents: readonly DocumentId[]): Promise<FollowUpView[]> {
		return followUpsIn(this.#options.database, documents);
	}

	/** The history of an action, oldest first. Refuses people who may not read its document. */
	async history(by: PersonId, place: ActionPlace): Promise<FollowUpEntry[] | Refusal> {
		const { database, documents, reads } = this.#options;
		if ((await documents.access(by, place.document)) === 'none') return refuse('not-found');
		await reads.note(by, [place.document], 'register');
		return historyOf(database, place);
	}

	async #command(
		by: PersonId,
		place: ActionPlace,
		{ name, detail = {} }: Named,
		act: (command: ActionCommand) => Answered
	): Answered {
		const { database, commands, events } = this.#options;
		const row = await actionRow(database, place);
		if (!row) return refuse('not-found');
		const about = { session: row.session_id, about: place.document };
		return commands.execute<FollowUpView>(
			{ by, ...about, name, detail: { ...place, ...detail } },
			{
				act: async (transaction, reader) => {
					const row = await actionRow(transaction, place);
					if (!row) return refuse('not-found');
					const standing = await involvementOf(transaction, reader, row);
					return act({ transaction, row, reader, standing });
				},
				tell: (view) => {
					events.emit('followUp', view);
					events.emit('registers', view.session, view.document);
				}
			}
		);
	}
}

function hindered(stop: Hindrance, status: ActionStatus): Refusal {
	if (stop !== 'not-from-here') return refuse(stop);
	return refuse(stop, m.follow_up_it_is({ status: ACTION_STATUS_WORDS[status]().toLowerCase() }));
}

async function say({ transaction, row, reader }: ActionCommand, said: Said): Promise<void> {
	const entry = { ...placeOf(row), session: row.session_id, by: reader.person };
	for (const [event, words] of said) await addEntry(transaction, { ...entry, event, words });
}

function placeOf(row: Row<'action'>): ActionPlace {
	return { document: row.document_id, action: row.id };
}

/** An action can only be superseded by another one in the same document, so whoever may read one may read the other. */
async function isAnother(transaction: Database, row: Row<'action'>, action: ActionId) {
	if (action === row.id) return false;
	return (await actionRow(transaction, { document: row.document_id, action })) !== undefined;
}
