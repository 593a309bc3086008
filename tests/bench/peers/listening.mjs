// What the peers share: they listen on a free port of this machine, say where, and end on SIGTERM.
import { readFileSync } from 'node:fs';

/** The state that every document starts with; undefined for empty documents. */
export const seed = process.env.SEED_FILE ? readFileSync(process.env.SEED_FILE) : undefined;

export function listen(server) {
	process.on('SIGTERM', () => process.exit(0));
	server.listen(0, '127.0.0.1', () =>
		console.log(`Listening on http://127.0.0.1:${server.address().port}`)
	);
}
