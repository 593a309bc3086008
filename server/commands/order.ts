import type { Reader, Right } from '#shared/access.ts';
import type { CommandNeeding } from '#shared/commands/registry.ts';
import type { DocumentId, PersonId, SessionId } from '#shared/ids.ts';
import type { Refusal } from '#shared/refusals.ts';

/** For the audit: ids, codes and given reasons; never content of documents. */
type Detail = Readonly<Record<string, unknown>>;

/** A command in a session, which needs a right there. */
export interface SessionOrder {
	readonly name: CommandNeeding<Right>;
	readonly by: PersonId;
	readonly session: SessionId;
	/** The document that it is about. Who may not read it is told that there is nothing, before their role is looked at. */
	readonly about?: DocumentId;
	readonly detail?: Detail;
}

/** A command that changes a document, or how far it may go, or that opens it for somebody. */
export interface DocumentOrder {
	readonly name: CommandNeeding<'write document' | 'mark document' | 'open document'>;
	readonly by: PersonId;
	readonly document: DocumentId;
	readonly detail?: Detail;
}

/** A command that brings a damaged document back: by those who keep its record, or an administrator from outside. */
export interface RecoverOrder {
	readonly name: CommandNeeding<'recover document'>;
	readonly by: PersonId;
	readonly document: DocumentId;
	readonly detail?: Detail;
}

/** A command outside of sessions: by an administrator, or on the actor's own things. */
export interface OwnOrder {
	readonly name: CommandNeeding<'administer' | 'audit' | 'act for oneself' | 'hold a link'>;
	/** Undefined for the holder of a link who has no account yet. */
	readonly by: PersonId | undefined;
	readonly detail?: Detail;
}

export type Order = SessionOrder | DocumentOrder | RecoverOrder | OwnOrder;

/** Permission to carry out an order; if it is in a session, with the session and the reader it is carried out as. */
export interface Permission {
	readonly session: SessionId | undefined;
	readonly reader: Reader | undefined;
}

/** Decides whether an order is allowed. Refuses with `not-found` when the actor must not know that something exists. */
export type Allow = (order: Order) => Promise<Permission | Refusal>;
