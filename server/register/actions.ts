import type { ActionChange, ActionSeen } from '#shared/board/actions.ts';
import { mayChangeAction } from '#shared/follow-up/moves.ts';
import type { ActionPlace } from '#shared/follow-up/follow-up.ts';
import type { ActionId, DocumentId, PersonId, SessionId } from '#shared/ids.ts';
import { refuse, type Refusal } from '#shared/refusals.ts';
import type { RegisterAction } from '#shared/register/register-action.ts';
import { asSeen, registerRows } from './rows.ts';
import type { Database } from '../store/connect.ts';
import type { DocumentReading } from '../reading/document-reading.ts';
import type { Commands } from '../commands/commands.ts';
import type { Documents } from '../sessions/documents.ts';
import { involvementOf } from '../records/involvement.ts';
import { actionRow } from '../records/follow-up-rows.ts';
import { isSettled, recordOf } from '../records/settled.ts';
import type { Row } from '../store/tables.ts';
import type { Participation } from '../sessions/participation.ts';
import { readableBy } from '../sessions/readable.ts';
import type { Projector } from '../records/projector.ts';

export interface ActionsOptions {
	readonly database: Database;
	readonly commands: Commands;
	readonly documents: Documents;
	readonly participation: Participation;
	readonly reading: DocumentReading;
	readonly projector: Projector;
}

const OUTCOMES = {
	changed: undefined,
	moved: refuse('action-changed'),
	gone: refuse('not-found')
} as const;

/** Actions of all sessions: read as one person may see them, and changed in their documents. */
export class Actions {
	readonly #options: ActionsOptions;

	constructor(options: ActionsOptions) {
		this.#options = options;
	}

	/**
	 * All actions in documents that a person may read, or only those of some sessions; ordered by due date, those
	 * without one last. `ActionRegister` reads page by page instead.
	 */
	async of(person: PersonId, sessions?: readonly SessionId[]): Promise<RegisterAction[]> {
		if (sessions?.length === 0) return [];
		const readable = await readableBy(this.#options.database, person);
		const mine = sessions ?? [...readable.roles.keys()];
		if (mine.length === 0) return [];
		const rows = await registerRows(this.#options.database)
			.where('action.session_id', 'in', mine)
			.orderBy((order) => order.fn.coalesce('action.due', order.val('9999-12-31')))
			.orderBy('session.sequence')
			.orderBy('number.sequence')
			.execute();
		return asSeen(this.#options.database, readable, rows);
	}

	/**
	 * Changes an action in its document, whether that is open or not. When this resolves, the register shows the change
	 * and the action's history names the actor. `seen` is the state that the actor saw: refuses if the action differs
	 * from it by now.
	 */
	change(
		by: PersonId,
		place: ActionPlace,
		change: ActionChange,
		seen: ActionSeen = {}
	): Promise<Refusal | undefined> {
		const { commands, projector, reading } = this.#options;
		const { document, action } = place;
		const detail = { action, fields: Object.keys(change) };
		return commands.execute<undefined>(
			{ by, document, name: 'action.change', detail },
			{
				perform: async () => {
					const row = await actionRow(this.#options.database, place);
					const agreed = isSettled(row) ? row : undefined;
					const stop = agreed && (await this.#hindrance(by, agreed));
					if (stop) return stop;
					const outcome = await projector.changeAs(by, place, async () => {
						const edit = () => reading.edit(document, { by }, 'action', action, change, seen);
						const made = await edit();
						if (!agreed || made.kind !== 'read' || made.value !== 'gone') return made;
						await reading.edit(document, { by }, 'putBack', recordOf(agreed));
						return edit();
					});
					return outcome.kind === 'read'
						? OUTCOMES[outcome.value]
						: refuse(outcome.kind === 'gone' ? 'not-found' : 'document-unreadable');
				}
			}
		);
	}

	/** Once it is agreed, an action is changed by its lead organisation and those who keep the record. */
	async #hindrance(by: PersonId, row: Row<'action'>): Promise<Refusal | undefined> {
		const { database, participation } = this.#options;
		const reader = await participation.reader(by, row.session_id);
		if (!reader) return refuse('not-found');
		const involvement = await involvementOf(database, reader, row);
		return mayChangeAction(involvement, row.status) ? undefined : refuse('not-your-move');
	}

	/** The session and document of an action that a person may read. Refuses with `not-found` otherwise. */
	async find(
		by: PersonId,
		id: ActionId
	): Promise<{ document: DocumentId; session: SessionId } | Refusal> {
		const rows = await this.#options.database
			.selectFrom('action')
			.select(['document_id as document', 'session_id as session'])
			.where('id', '=', id)
			.execute();
		for (const row of rows)
			if ((await this.#options.documents.access(by, row.document)) !== 'none') return row;
		return refuse('not-found');
	}
}
