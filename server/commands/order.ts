import type { Reader, Right } from '#shared/access.ts';
import type { CommandNeeding } from '#shared/commands/registry.ts';
import type { DocumentId, PersonId, SessionId } from '#shared/ids.ts';
import type { Refusal } from '#shared/refusals.ts';

/** For the audit: ids, codes and reasons given, never what documents say. */
type Detail = Readonly<Record<string, unknown>>;

/** A command in a session, which needs a right there. */
export interface SessionOrder {
	readonly name: CommandNeeding<Right>;
	readonly by: PersonId;
	readonly session: SessionId;
	readonly detail?: Detail;
}

/** A command that changes a document. */
export interface DocumentOrder {
	readonly name: CommandNeeding<'write document'>;
	readonly by: PersonId;
	readonly document: DocumentId;
	readonly detail?: Detail;
}

/** A command outside of sessions: of an administrator, or on what is one's own. */
export interface OwnOrder {
	readonly name: CommandNeeding<'administer' | 'act for oneself' | 'hold a link'>;
	/** Undefined for somebody who is nobody yet and holds a link. */
	readonly by: PersonId | undefined;
	readonly detail?: Detail;
}

export type Order = SessionOrder | DocumentOrder | OwnOrder;

/** That an order may be carried out: in what session and as whom, where it is in one. */
export interface Permission {
	readonly session: SessionId | undefined;
	readonly reader: Reader | undefined;
}

/** Judges an order. Who must not know that something exists gets `not-found`. */
export type Allow = (order: Order) => Promise<Permission | Refusal>;
