import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { ROOT } from '../../server/boot/root.ts';
import type { DocumentId } from '#shared/ids.ts';
import type { StoredDocument, StoredUpdate } from '#server/sync/document-store.ts';
import type { Reply, Request } from './log-process.ts';

/** A document log in a process that can be killed. */
export interface LogChild {
	/** Resolves to undefined if stored, otherwise to the name of the error. */
	append(updates: readonly StoredUpdate[]): Promise<string | undefined>;
	/** The document, or the name of the error. */
	load(document: DocumentId): Promise<StoredDocument | string | undefined>;
	kill(): Promise<void>;
}

/** Starts the process on a data folder. */
export function startLog(folder: string, env: Record<string, string>): LogChild {
	const child = spawn(process.execPath, [join(ROOT, 'tests/support/log-process.ts'), folder], {
		env: { ...process.env, ...env },
		stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
		serialization: 'advanced'
	});
	const ended = once(child, 'exit');
	const waiting = new Map<number, (reply: Reply) => void>();
	child.on('message', (reply: Reply) => waiting.get(reply.id)?.(reply));
	void ended.then(() => waiting.forEach((tell, id) => tell({ id, failed: 'the process ended' })));
	let last = 0;
	const ask = (request: { append: readonly StoredUpdate[] } | { load: DocumentId }) =>
		new Promise<Reply>((resolve) => {
			const id = ++last;
			waiting.set(id, resolve);
			child.send({ id, ...request } satisfies Request);
		});
	return {
		append: async (append) => (await ask({ append })).failed,
		async load(load) {
			const { result, failed } = await ask({ load });
			return failed ?? (result as StoredDocument | undefined);
		},
		async kill() {
			child.kill('SIGKILL');
			await ended;
		}
	};
}
