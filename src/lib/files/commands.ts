import { send, type Outcome } from '#lib/room/command.ts';
import { addressOf, type Sent } from '#shared/commands/contract.ts';
import { fileContract, fileQuestion } from '#shared/commands/files.ts';
import type { FileView } from '#shared/files/file-view.ts';

/** Where the bytes of a file are. */
export function addressOfFile({ document, id: file }: Pick<FileView, 'document' | 'id'>): string {
	return addressOf(fileQuestion, { document, file });
}

/** Changes or removes a file. */
export function changeFile(
	{ document, id: file }: FileView,
	change: Sent<typeof fileContract>
): Promise<Outcome> {
	return send(fileContract, { document, file }, change);
}
