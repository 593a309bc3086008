import { join } from 'node:path';
import { CORE, endNode, listening, startNode } from '../servers/children.ts';
import type { Order } from './relay.ts';

/** The relay as the bench uses it. */
export interface Served {
	readonly address: string;
	order(order: Order): void;
	stop(): Promise<void>;
}

export async function serve(folder: string): Promise<Served> {
	const child = startNode(CORE.load, [join(import.meta.dirname, 'relay.ts')], {
		env: { PAGES_FOLDER: folder },
		stdio: ['ignore', 'pipe', 'inherit', 'ipc']
	});
	const address = await listening(child, 'the relay');
	return {
		address,
		order: (order) => void child.send(order),
		stop: () => endNode(child)
	};
}
