import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Wire } from '../load/job.ts';
import { CORE, listening, scratch, startNode } from './children.ts';
import { runningAt, type Installation, type Needs, type Running } from './server.ts';

const FOLDER = join(import.meta.dirname, '../peers');

export type PeerName = 'bare' | 'y-websocket' | 'hocuspocus';
const WIRES: Record<PeerName, Wire> = {
	bare: 'relay',
	'y-websocket': 'yjs',
	hocuspocus: 'hocuspocus'
};

/** Installs the peers' lock file, unless done already. */
export function installPeers(): void {
	const lock = join(FOLDER, 'package-lock.json');
	const installed = join(FOLDER, 'node_modules/.package-lock.json');
	if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(lock).mtimeMs) return;
	console.error('Installing the peers (once)…');
	const args = ['ci', '--no-audit', '--no-fund'];
	const { status } = spawnSync('npm', args, { cwd: FOLDER, stdio: ['ignore', 2, 2] });
	if (status !== 0) throw new Error(`npm ci in tests/bench/peers ended with ${status}`);
}

export function installPeer(name: PeerName, needs: Needs): Installation {
	const folder = mkdtempSync(join(scratch, `${name}-`));
	const state = { DATA_DIR: folder, SEED_FILE: needs.seed?.file ?? '' };
	const env = { ...state, ...needs.env, NODE_ENV: 'production' };
	return { start: () => startPeer(name, needs.documents, env) };
}

async function startPeer(
	name: PeerName,
	count: number,
	env: Record<string, string>
): Promise<Running> {
	const script = join(FOLDER, `${name}.mjs`);
	const child = startNode(CORE.server, [script], { env, stdio: ['ignore', 'pipe', 'inherit'] });
	const address = `${(await listening(child, name)).replace('http', 'ws')}/`;
	const documents = Array.from({ length: count }, (_, i) => `document-${i}`);
	return runningAt(child, { address, wire: WIRES[name], cookie: '', documents });
}
