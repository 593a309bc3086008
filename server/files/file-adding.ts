import { createHash } from 'node:crypto';
import { m } from '#messages/messages.js';
import { documentAccess, type Reader } from '#shared/access.ts';
import { nameAs } from '#shared/files/file-name.ts';
import { isPicture, type FileTypeKey } from '#shared/files/file-types.ts';
import type { FilePlace } from '#shared/files/file-view.ts';
import { newId, type DocumentId, type FileId, type PersonId, type SessionId } from '#shared/ids.ts';
import { LIMITS } from '#shared/limits.ts';
import { EVERYBODY } from '#shared/marking-rights.ts';
import { isRefusal, refuse, type Refusal } from '#shared/refusals.ts';
import { restrictionsOf } from '../restrict/restriction-rows.ts';
import { documentHead } from '../sessions/document-rows.ts';
import { readerIn, readersIn } from '../sessions/participant-rows.ts';
import type { Database } from '../store/connect.ts';
import { examine, type Examined } from './content/examine.ts';
import type { Arriving } from './file-folder.ts';
import { judgeFileMarking } from './file-marking.ts';
import { Arrivals, mayFileBeAdded } from './file-quotas.ts';
import { addFileRow, type FileSaid } from './file-rows.ts';
import type { FileHead, FilesOptions } from './files-options.ts';
import { readersOfFile } from './seen-files.ts';

type Options = Pick<FilesOptions, 'database' | 'commands' | 'events' | 'folder'>;

/** Takes files that arrive. Their bytes are on disk before anybody is told of them. */
export class FileAdding {
	readonly #options: Options;
	readonly #arrivals = new Arrivals();

	constructor(options: Options) {
		this.#options = options;
	}

	/** Resolves when a file is on disk and in its document. Nothing of it is left when it is refused. */
	async add(
		by: PersonId,
		document: DocumentId,
		head: FileHead,
		arriving: Arriving
	): Promise<FileId | Refusal> {
		// Whoever may not write there is refused by the command, which notes it, before anything is received.
		if (!(await this.#mayWrite(by, document))) return this.#command(by, document, head, undefined);
		const received = await this.#arrivals.during(by, () => this.#receive(head.name, arriving));
		return this.#command(by, document, head, received);
	}

	async #mayWrite(by: PersonId, document: DocumentId): Promise<boolean> {
		const { database } = this.#options;
		const head = await documentHead(database, document);
		const reader = head && (await readerIn(database, head.session_id, by));
		return head !== undefined && documentAccess(reader, head) === 'write';
	}

	async #receive(name: string, arriving: Arriving): Promise<Examined | Refusal> {
		const bytes = await this.#options.folder
			.receive(arriving, LIMITS.files.bytes)
			.catch((error: unknown) => {
				if (error instanceof TypeError || isBrokenOff(error))
					return refuse('file-not-taken', m.files_broken_off());
				throw error;
			});
		return isRefusal(bytes) ? bytes : examine(bytes, name);
	}

	async #command(
		by: PersonId,
		document: DocumentId,
		{ name, ...asked }: FileHead,
		received: Examined | Refusal | undefined
	): Promise<FileId | Refusal> {
		const { commands, events, folder } = this.#options;
		const id = newId<FileId>();
		const isExamined = received !== undefined && !isRefusal(received);
		const audience = asked.audience === 'everybody' ? EVERYBODY : asked.audience;
		const said: FileSaid = { ...asked, label: asked.label ?? null, audience };
		const detail = { file: id, ...(isExamined && { type: received.type }), place: said.place.on };
		if (isExamined) await folder.keep(id, received.bytes);
		const result = await commands
			.execute<Added>(
				{ by, document, name: 'file.add', detail: { ...detail, label: said.label } },
				{
					before: () => Promise.resolve(isRefusal(received) ? received : undefined),
					act: (transaction, actor) => {
						if (!isExamined) return Promise.resolve(refuse('forbidden'));
						const file = { id, document, name: nameAs(received.type, name, m.files_unnamed()) };
						return insert(transaction, actor, { ...file, said, examined: received });
					},
					tell: ({ session, readers }) => events.emit('files', session, readers)
				}
			)
			.catch(async (error: unknown) => {
				await folder.drop(id);
				throw error;
			});
		if (!isRefusal(result)) return id;
		await folder.drop(id);
		return result;
	}
}

/** Whom a new file concerns. */
interface Added {
	readonly session: SessionId;
	readonly readers: readonly PersonId[];
}

interface Inserted {
	readonly id: FileId;
	readonly document: DocumentId;
	readonly name: string;
	readonly said: FileSaid;
	readonly examined: Examined;
}

async function insert(
	transaction: Database,
	actor: Reader,
	{ id, document, name, said, examined }: Inserted
): Promise<Added | Refusal> {
	const head = await documentHead(transaction, document);
	if (!head) return refuse('not-found');
	const { bytes, ...kind } = examined;
	const place = placeFor(said.place, kind.type);
	const size = bytes.byteLength;
	const { session_id: session } = head;
	const refusal =
		(await mayFileBeAdded(transaction, { document, session, by: actor.person, size })) ??
		(await judgeFileMarking(transaction, {
			...{ actor, head, audience: said.audience, label: said.label ?? undefined }
		})) ??
		(await hasMoved(transaction, document, said));
	if (refusal) return refusal;
	const sha256 = createHash('sha256').update(bytes).digest('hex');
	const { person: by, organisation: originator } = actor;
	const file = { id, document, name, ...said, ...kind, place, size, sha256, by, originator };
	await addFileRow(transaction, file);
	const people = await readersIn(transaction, session);
	return { session, readers: readersOfFile(people, head, said) };
}

/** Only a picture stands in a text. */
function placeFor(place: FilePlace, type: FileTypeKey): FilePlace {
	return place.on === 'text' && !isPicture(type) ? { on: 'document' } : place;
}

/** An action that went into an annex is no longer here: what is attached to it belongs there too. */
async function hasMoved(
	transaction: Database,
	document: DocumentId,
	{ place }: FileSaid
): Promise<Refusal | undefined> {
	if (place.on !== 'action') return undefined;
	const action: string = place.action;
	const restrictions = await restrictionsOf(transaction, document);
	const isGone = restrictions.some(({ taken }) =>
		taken.records.some((one: string) => one === action)
	);
	return isGone ? refuse('order-stale', m.files_action_moved()) : undefined;
}

/** A connection that ended before all of a file was there. */
function isBrokenOff(error: unknown): boolean {
	return error instanceof Error && /abort|premature|reset|terminated/i.test(error.message);
}
