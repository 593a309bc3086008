import type { Reader } from '#shared/access.ts';
import type { CommandNeeding } from '#shared/commands/registry.ts';
import type { NoticeKind } from '#shared/follow-up/notices.ts';
import type { PersonId, SessionId } from '#shared/ids.ts';
import { editionMoves } from '#shared/minutes/edition.ts';
import { isRefusal, refuse, type Refusal } from '#shared/refusals.ts';
import type { Commands } from '../commands/commands.ts';
import type { SessionEvents } from '../commands/events.ts';
import { addNotices, type Made } from '../notices/notice-rows.ts';
import type { Notices } from '../notices/notices.ts';
import { documentHeads } from '../sessions/document-rows.ts';
import type { Database } from '../store/connect.ts';
import { editionRows, type EditionRow } from './edition-rows.ts';

export interface EditionOrderParts {
	readonly database: Database;
	readonly commands: Commands;
	readonly events: SessionEvents;
	readonly notices: Notices;
	/** Takes work that nobody awaits. */
	readonly unawaited: (work: Promise<unknown>) => void;
}

type EditionCommand = Extract<
	CommandNeeding<'edit minutes' | 'correct minutes' | 'adopt minutes'>,
	`minutes.${string}`
>;

/** Whom to tell of what. */
interface Told {
	readonly people: readonly PersonId[];
	readonly kind: NoticeKind;
}

/** What is worked on: an edition, or nothing yet. */
interface Worked {
	readonly actor: Reader;
	readonly edition: EditionRow | undefined;
	/** All of them, newest first. */
	readonly editions: readonly EditionRow[];
}

export interface EditionOrder {
	readonly by: PersonId;
	readonly session: SessionId;
	readonly name: EditionCommand;
	/** What the stage of the newest edition must allow to this role. */
	readonly move: keyof ReturnType<typeof editionMoves>;
	readonly detail?: Record<string, unknown>;
	/** Prepares what cannot be read within the transaction. */
	readonly before?: (worked: Worked) => Promise<Refusal | undefined>;
	readonly act: (
		transaction: Database,
		worked: Worked & { readonly edition: EditionRow | undefined }
	) => Promise<Told | Refusal | undefined>;
}

/** Carries out an order on the newest edition of a session's minutes, where it stands; then its people are told. */
export async function orderEdition(
	{ database, commands, events, notices, unawaited }: EditionOrderParts,
	{ by, session, name, move, before, act, detail = {} }: EditionOrder
): Promise<Refusal | undefined> {
	let seen: number | undefined;
	const work = async (from: Database, actor: Reader): Promise<Worked | Refusal> => {
		const editions = await editionRows(from, session);
		const [edition] = editions;
		const may = editionMoves(actor.role, edition?.state ?? 'live');
		if (!may[move]) return refuse('minutes-not-there');
		if (edition) Object.assign(detail, { edition: edition.id });
		return { actor, edition, editions };
	};
	const result = await commands.execute<readonly Made[]>(
		{ by, session, name, detail },
		{
			before: async (actor) => {
				const worked = await work(database, actor);
				if (isRefusal(worked)) return worked;
				seen = worked.edition?.revision;
				return before?.(worked);
			},
			act: async (transaction, actor) => {
				const worked = await work(transaction, actor);
				if (isRefusal(worked)) return worked;
				if (worked.edition?.revision !== seen) return refuse('minutes-moved');
				const told = await act(transaction, worked);
				if (isRefusal(told)) return told;
				return told ? noticesIn(transaction, session, by, told) : [];
			},
			tell: (made) => {
				events.emit('changed', session, 'minutes');
				unawaited(notices.tell(made));
			}
		}
	);
	return isRefusal(result) ? result : undefined;
}

async function noticesIn(
	transaction: Database,
	session: SessionId,
	by: PersonId,
	{ people, kind }: Told
): Promise<Made[]> {
	const board = (await documentHeads(transaction, session)).find((one) => one.kind === 'board');
	if (!board) return [];
	const others = [...new Set(people)].filter((person) => person !== by);
	return addNotices(
		transaction,
		others.map((person) => ({ person, kind })),
		{ action: { id: null, document_id: board.id, session_id: session } }
	);
}
