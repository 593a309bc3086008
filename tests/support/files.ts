import { UPLOAD_TYPE } from '#shared/commands/files.ts';
import type { Meeting, Who } from './meeting.ts';

/** A file as it is sent: what is said of it, and its bytes. */
interface Sent {
	readonly head: object;
	readonly bytes: Uint8Array;
}

/** Sends a file as somebody: a line of JSON, and the bytes. */
export async function sendFile(
	meeting: Meeting,
	who: Who,
	document: string,
	{ head, bytes }: Sent
): Promise<Response> {
	return fetch(`${meeting.address}/api/documents/${document}/files`, {
		method: 'POST',
		headers: { cookie: await meeting.login(who), origin: meeting.address },
		body: new Blob([JSON.stringify(head), '\n', new Uint8Array(bytes)], { type: UPLOAD_TYPE })
	});
}
