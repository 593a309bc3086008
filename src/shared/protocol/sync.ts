import * as v from 'valibot';
import { SCHEMA } from '../text/roots.ts';
import { idSchema, type DocumentId, type SessionId } from '../ids.ts';

const SYNC_PATH = '/sync';

/**
 * Where a document's socket is opened. Without its session, or the schema of documents that its client writes, it is the
 * address of clients before that was in it.
 */
export interface DocumentAddress {
	readonly schema?: number;
	readonly session?: SessionId;
	readonly document: DocumentId;
}

/** Addresses of documents on a server are below this; `/sync/<schema>/<session>/<document>`. */
export function syncServer({ protocol, host }: Pick<URL, 'protocol' | 'host'>): string {
	return `${protocol === 'https:' ? 'wss' : 'ws'}://${host}${SYNC_PATH}`;
}

/** Key of the query of an address under which a page says whose words it has: they are sent by no other login. */
export const OWNER = 'as';

/** The room's name for `y-websocket`, which puts it behind the server's address. */
export function roomName(session: SessionId, document: DocumentId, schema = SCHEMA): string {
	return `${schema}/${session}/${document}`;
}

/** Reads the path of an upgrade request: `/sync/<schema>/<session>/<document>`; the first two may lack. */
export function documentAddress(path: string): DocumentAddress | undefined {
	const [empty, first, ...rest] = path.split('/');
	if (empty !== '' || `/${first}` !== SYNC_PATH) return undefined;
	const schema = /^[1-9]\d{0,3}$/.test(rest[0] ?? '') ? Number(rest[0]) : undefined;
	const ids = schema === undefined ? rest : rest.slice(1);
	const read = v.safeParse(ADDRESS, ids.length === 1 ? [undefined, ...ids] : ids);
	if (!read.success) return undefined;
	const [session, document] = read.output;
	return { ...(schema !== undefined && { schema }), ...(session && { session }), document };
}

const ADDRESS = v.strictTuple([v.optional(idSchema<SessionId>()), idSchema<DocumentId>()]);

/**
 * First byte of a frame; one message per frame. 0–3 are the y-websocket protocol. 102 is ours: the server sends the
 * payload back once everything received before it on that socket is on disk. So is 103: storing fails (0) or works
 * again (1), sent only to clients that have sent a 102. 104 says that changes were kept beside the document instead of
 * taken, and why; whoever gets it opens the document anew. Stock clients never see 103, and of 104 only a line in their
 * console.
 */
export const MESSAGE = {
	sync: 0,
	awareness: 1,
	denied: 2,
	queryAwareness: 3,
	barrier: 102,
	storage: 103,
	held: 104
} as const;

/**
 * Why changes are kept instead of taken: their session is closed, they are too large, their document is full, or an
 * earlier program made them.
 */
export type HeldReason = 'sealed' | 'too-large' | 'full' | 'outdated';

/** Second byte of a sync message. */
export const SYNC_STEP = { step1: 0, step2: 1, update: 2 } as const;

/**
 * Close codes. The y-websocket client (3.1) stops reconnecting on 4400–4499; on any other it reconnects by itself and
 * its rights are checked again.
 */
export const CLOSE = {
	/** A frame that violates the protocol. */
	protocol: 4400,
	/** The login ended: sign in again. */
	signedOut: 4401,
	/** A reader kept sending changes. */
	readOnly: 4403,
	/** No such document for this person; also what a removed participant gets. */
	notFound: 4404,
	/** The change, or the document with it, exceeds this server's limit. */
	tooLarge: 4413,
	/** The program in the page is older than the document: load it again. */
	outdated: 4426,
	/** Rights changed: reconnect and be checked again. */
	accessChanged: 4500,
	/** What is stored of the document is damaged: it opens when somebody has brought it back; reconnect later. */
	damaged: 4503,
	/** The server is stopping; reconnect later. */
	goingAway: 1012,
	/** Overloaded, or storage is failing; reconnect later. */
	tryLater: 1013
} as const;

export type CloseCode = (typeof CLOSE)[keyof typeof CLOSE];
