import type { Audience, Reader } from '#shared/access.ts';
import { m } from '#messages/messages.js';
import { fileAccess, fileLabel } from '#shared/files/file-access.ts';
import type { DocumentId, FileId, PersonId, SessionId } from '#shared/ids.ts';
import {
	EVERYBODY,
	isSameAudience,
	mayMark,
	needsOriginator,
	seatsIn
} from '#shared/marking-rights.ts';
import { markingChange } from '#shared/marking.ts';
import type { Label } from '#shared/markings.ts';
import { isRefusal, refuse, type Refusal } from '#shared/refusals.ts';
import type { CommandNeeding } from '#shared/commands/registry.ts';
import { documentHead, type StoredDocumentHead } from '../sessions/document-rows.ts';
import { readersIn } from '../sessions/participant-rows.ts';
import type { Database } from '../store/connect.ts';
import { judgeFileMarking } from './file-marking.ts';
import { audienceText, fileRow, type StoredFile } from './file-rows.ts';
import type { FilesOptions } from './files-options.ts';
import { mayRemove, readersOfFile } from './seen-files.ts';

/** A file, in its document. */
export interface FileOf {
	readonly document: DocumentId;
	readonly file: FileId;
}

/** A marking of a file as somebody wants it. */
export interface AskedFileMarking {
	/** Undefined: that of the document. */
	readonly label: Label | undefined;
	readonly audience: Audience | 'everybody';
	/** Which marking they looked at. */
	readonly seen: number;
}

type Command = Extract<
	CommandNeeding<'write document' | 'mark document'>,
	'file.describe' | 'file.mark' | 'file.remove'
>;

/** Whom a change concerns. */
interface Changed {
	readonly readers: readonly PersonId[];
}

/** A file, and those who are looked at for it. */
interface Found {
	readonly head: StoredDocumentHead;
	readonly file: StoredFile;
	readonly actor: Reader;
	readonly people: readonly Reader[];
}

type Act = (transaction: Database, found: Found) => Promise<Changed | Refusal>;

/** Changes files that are there: what they show in words, for whom they are, whether they are. */
export class FileChanges {
	readonly #options: Pick<FilesOptions, 'commands' | 'events' | 'folder'>;

	constructor(options: Pick<FilesOptions, 'commands' | 'events' | 'folder'>) {
		this.#options = options;
	}

	/** Says what a picture shows. */
	describe(
		by: PersonId,
		of: FileOf,
		{ alt, isDecorative }: { readonly alt: string; readonly isDecorative: boolean }
	): Promise<Refusal | undefined> {
		return this.#change(by, of, 'file.describe', async (transaction, { head, file, people }) => {
			const words = { alt, decorative: isDecorative ? 1 : 0 };
			await change(transaction, file, words);
			return { readers: readersOfFile(people, head, file) };
		});
	}

	/** Marks a file anew; only those who added it lower or widen. */
	mark(by: PersonId, of: FileOf, asked: AskedFileMarking): Promise<Refusal | undefined> {
		return this.#change(by, of, 'file.mark', (transaction, found) =>
			mark(transaction, found, asked)
		);
	}

	/** Removes a file. What has its picture says that it is gone. */
	async remove(by: PersonId, of: FileOf): Promise<Refusal | undefined> {
		const refusal = await this.#change(by, of, 'file.remove', async (transaction, found) => {
			const { head, file, actor, people } = found;
			if (!mayRemove(actor, 'write', file)) return refuse('forbidden');
			await transaction.deleteFrom('attached_file').where('id', '=', file.id).execute();
			return { readers: readersOfFile(people, head, file) };
		});
		if (!refusal) await this.#options.folder.drop(of.file);
		return refusal;
	}

	async #change(
		by: PersonId,
		{ document, file: id }: FileOf,
		name: Command,
		act: Act
	): Promise<Refusal | undefined> {
		const { commands, events } = this.#options;
		const result = await commands.execute<Changed & { readonly session: SessionId }>(
			{ by, document, name, detail: { file: id } },
			{
				act: async (transaction, actor) => {
					const head = await documentHead(transaction, document);
					const file = await fileRow(transaction, document, id);
					if (!head || !file || fileAccess(actor, head, file) === 'none')
						return refuse('not-found');
					const people = await readersIn(transaction, head.session_id);
					const changed = await act(transaction, { head, file, actor, people });
					return isRefusal(changed) ? changed : { ...changed, session: head.session_id };
				},
				tell: ({ session, readers }) => events.emit('files', session, readers)
			}
		);
		return isRefusal(result) ? result : undefined;
	}
}

async function mark(
	transaction: Database,
	{ head, file, actor, people }: Found,
	{ label, seen, ...asked }: AskedFileMarking
): Promise<Changed | Refusal> {
	const may = mayMark(actor, file.originator_id);
	if (!may) return refuse('forbidden');
	if (file.revision !== seen) return refuse('marking-moved');
	const audience = asked.audience === 'everybody' ? EVERYBODY : asked.audience;
	const [before, after] = [file.label ?? undefined, label].map((one) => fileLabel(head.label, one));
	if (before === undefined || after === undefined) return refuse('bad-request');
	const moved = markingChange(
		{ label: before, audience: file.audience, caveat: '' },
		{ label: after, audience, caveat: '' },
		seatsIn(people)
	);
	if (before === after && isSameAudience(file.audience, audience))
		return refuse('bad-request', m.marking_nothing_changes());
	if (needsOriginator(moved) && may !== 'fully') return refuse('not-the-originator');
	const refusal = await judgeFileMarking(transaction, { actor, head, label, audience });
	if (refusal) return refusal;
	await change(transaction, file, {
		...{ label: label ?? null, audience: audienceText(audience), revision: file.revision + 1 }
	});
	const both = [file, { audience }].flatMap((one) => readersOfFile(people, head, one));
	return { readers: [...new Set(both)] };
}

async function change(
	transaction: Database,
	{ id }: StoredFile,
	set: Partial<{
		alt: string;
		decorative: number;
		label: Label | null;
		audience: string | null;
		revision: number;
	}>
): Promise<void> {
	await transaction.updateTable('attached_file').set(set).where('id', '=', id).execute();
}
