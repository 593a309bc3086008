import type { ActionChange } from '#shared/board/actions.ts';
import type { Reader } from '#shared/access.ts';
import type { AskedChange, ChangeRequest } from '#shared/follow-up/change-request.ts';
import type { ActionPlace, FollowUpEvent, FollowUpView } from '#shared/follow-up/follow-up.ts';
import { mayChangeAction } from '#shared/follow-up/moves.ts';
import { isOpen } from '#shared/follow-up/status.ts';
import type { PersonId, RequestId } from '#shared/ids.ts';
import { refuse, type Refusal } from '#shared/refusals.ts';
import type { Commands } from '../commands/commands.ts';
import type { SessionEvents } from '../commands/events.ts';
import {
	countRequests,
	putRequest,
	readChange,
	removeRequest,
	requestRow,
	requestsOf
} from '../records/change-request-rows.ts';
import { addEntry } from '../records/follow-up-entries.ts';
import { actionRow, writeFollowUp } from '../records/follow-up-rows.ts';
import { involvementOf } from '../records/involvement.ts';
import type { Documents } from '../sessions/documents.ts';
import type { Database } from '../store/connect.ts';
import type { Row } from '../store/tables.ts';

export interface ChangeRequestsOptions {
	readonly database: Database;
	readonly commands: Commands;
	readonly documents: Documents;
	readonly events: SessionEvents;
	/** Changes an action for those who may; see `Actions.change`. */
	readonly change: (
		by: PersonId,
		place: ActionPlace,
		change: ActionChange
	) => Promise<Refusal | undefined>;
}

/** What is done once it is known that the person may read the action. */
interface Work {
	readonly before?: () => Promise<Refusal | undefined>;
	readonly act: (transaction: Database, reader: Reader) => Answered;
}

interface Answer {
	readonly request: RequestId;
	readonly kind: 'granted' | 'refused';
	readonly words: string;
}

interface Asked {
	readonly transaction: Database;
	readonly row: Row<'action'>;
	readonly reader: Reader;
}

type Answered = Promise<FollowUpView | Refusal>;

/**
 * Changes of agreed actions that people ask for who may not make them. The lead organisation and those who keep the record
 * grant or refuse; what is granted is changed in their name, and the history tells who asked.
 */
export class ChangeRequests {
	readonly #options: ChangeRequestsOptions;

	constructor(options: ChangeRequestsOptions) {
		this.#options = options;
	}

	/** Asks for a change, with the reason. Asking again replaces what the person asked for before. */
	ask(by: PersonId, place: ActionPlace, change: AskedChange, words: string): Answered {
		return this.#order(by, place, 'action.ask-change', {
			act: async (transaction, reader) => {
				const row = await actionRow(transaction, place);
				if (!row) return refuse('not-found');
				if (!isOpen(row.status)) return refuse('not-from-here');
				if (words === '') return refuse('words-missing');
				if (Object.keys(change).length === 0) return refuse('bad-request');
				await putRequest(transaction, place, { by, change, words });
				return say({ transaction, row, reader }, { kind: 'asked', change }, words);
			}
		});
	}

	/** Makes a change that somebody asked for: first in the document, by a command of its own, then the request is answered. */
	grant(by: PersonId, place: ActionPlace, request: RequestId): Answered {
		const { database, change } = this.#options;
		const granted = { request, kind: 'granted', words: '' } as const;
		return this.#order(by, place, 'action.grant-change', {
			before: async () => {
				const row = await requestRow(database, place, request);
				return row ? change(by, place, asChange(readChange(row.change))) : refuse('not-found');
			},
			act: (transaction, reader) => answerIn(transaction, reader, place, granted)
		});
	}

	/** Leaves the action as it is, and says why. */
	refuse(by: PersonId, place: ActionPlace, request: RequestId, words: string): Answered {
		const refused = { request, kind: 'refused', words } as const;
		return this.#order(by, place, 'action.refuse-change', {
			act: (transaction, reader) => answerIn(transaction, reader, place, refused)
		});
	}

	/** The changes of an action that wait. Refuses people who may not read its document. */
	async of(by: PersonId, place: ActionPlace): Promise<ChangeRequest[] | Refusal> {
		const { database, documents } = this.#options;
		if ((await documents.access(by, place.document)) === 'none') return refuse('not-found');
		return requestsOf(database, place);
	}

	async #order(
		by: PersonId,
		place: ActionPlace,
		name: 'action.ask-change' | 'action.grant-change' | 'action.refuse-change',
		steps: Work
	): Answered {
		const { database, commands, events } = this.#options;
		const known = await actionRow(database, place);
		if (!known) return refuse('not-found');
		const about = { session: known.session_id, about: place.document };
		return commands.execute<FollowUpView>(
			{ by, ...about, name, detail: { ...place } },
			{
				...steps,
				tell: (view) => events.emit('followUp', view)
			}
		);
	}
}

/** As a change of the record, where what is emptied is undefined. */
function asChange(change: AskedChange): ActionChange {
	return Object.fromEntries(
		Object.entries(change).map(([key, value]) => [key, value ?? undefined])
	);
}

async function answerIn(
	transaction: Database,
	reader: Reader,
	place: ActionPlace,
	{ request, kind, words }: Answer
): Answered {
	const row = await actionRow(transaction, place);
	if (!row) return refuse('not-found');
	const involvement = await involvementOf(transaction, reader, row);
	if (!mayChangeAction(involvement, row.status)) return refuse('not-your-move');
	const waits = await requestRow(transaction, place, request);
	if (!waits) return refuse('not-found');
	if (kind === 'refused' && words === '') return refuse('words-missing');
	await removeRequest(transaction, request);
	return say({ transaction, row, reader }, { kind, asker: waits.person_id }, words);
}

/** Keeps what happened in the history, and how many requests wait now. */
async function say(
	{ transaction, row, reader }: Asked,
	event: FollowUpEvent,
	words: string
): Promise<FollowUpView> {
	const place = { document: row.document_id, action: row.id };
	const entry = { ...place, session: row.session_id, by: reader.person, event, words };
	await addEntry(transaction, entry);
	return writeFollowUp(transaction, row, {
		changes_asked: await countRequests(transaction, place)
	});
}
