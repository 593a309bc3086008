import { m } from '#messages/messages.js';
import type { Outcome } from '#lib/room/command.ts';
import { addressOf, type Sent } from '#shared/commands/contract.ts';
import { addFileContract, UPLOAD_TYPE } from '#shared/commands/files.ts';
import type { DocumentId, FileId } from '#shared/ids.ts';
import { LIMITS } from '#shared/limits.ts';
import type { RefusalCode } from '#shared/refusals.ts';

/** What is said of a file that is sent. */
export type FileSaid = Sent<typeof addFileContract>;

interface Sending {
	readonly document: DocumentId;
	readonly said: FileSaid;
	readonly file: Blob;
	/** Called with how much is sent, from 0 to 1. */
	readonly onProgress: (part: number) => void;
	readonly signal: AbortSignal;
}

type Sentence = Outcome<{ readonly file: FileId }>;

/** Sends a file; resolves when the server has it on disk, or has said why not. Not by `fetch`, which tells no progress. */
export function sendFile({ document, said, file, onProgress, signal }: Sending): Promise<Sentence> {
	const { bytes: most } = LIMITS.files;
	if (file.size > most)
		return Promise.resolve({
			ok: false,
			words: `${m.refusal_file_not_taken()} (${m.files_too_large({ most: most / 2 ** 20 })})`
		});
	return new Promise((resolve) => {
		const request = new XMLHttpRequest();
		const failed = (words: string) => resolve({ ok: false, words });
		request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0);
		request.onload = () => resolve(outcomeOf(request));
		request.onerror = () => failed(m.room_the_server_cannot_be_reached());
		request.onabort = () => failed(m.files_cancelled());
		signal.addEventListener('abort', () => request.abort());
		request.open('POST', addressOf(addFileContract, { document }));
		request.setRequestHeader('accept', 'application/json');
		request.setRequestHeader('content-type', UPLOAD_TYPE);
		request.send(new Blob([JSON.stringify(said), '\n', file]));
	});
}

function outcomeOf({ status, responseText }: XMLHttpRequest): Sentence {
	const said = parsed(responseText);
	// The compiler holds the route to the contract's answer.
	if (status === 201) return { ok: true, value: said as { readonly file: FileId } };
	const { message, code } = (said ?? {}) as { message?: string; code?: RefusalCode };
	return {
		...{ ok: false, words: message ?? m.room_the_server_refused_nothing_was() },
		...(code && { code })
	};
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}
