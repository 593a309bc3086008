// Shared by the peers: listens on a free local port, prints it, and ends on SIGTERM.
import { readFileSync } from 'node:fs';

/** The initial state of every document; undefined for empty documents. */
export const seed = process.env.SEED_FILE ? readFileSync(process.env.SEED_FILE) : undefined;

export function listen(server) {
	process.on('SIGTERM', () => process.exit(0));
	server.listen(0, '127.0.0.1', () =>
		console.log(`Listening on http://127.0.0.1:${server.address().port}`)
	);
}
