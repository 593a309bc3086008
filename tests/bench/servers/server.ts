import type { ChildProcess } from 'node:child_process';
import type { Endpoint } from '../load/job.ts';
import { endNode } from './children.ts';

export const SERVERS = [
	...(['bare', 'y-websocket', 'hocuspocus'] as const),
	...(['ours', 'ours-batched', 'ours-polled'] as const)
] as const;
export type ServerName = (typeof SERVERS)[number];

/** An initial state of documents, built once. */
export interface Seed {
	readonly name: string;
	readonly file: string;
}

/** What a scenario needs on a server. */
export interface Needs {
	readonly documents: number;
	readonly seed?: Seed | undefined;
	/** Participants of a session with an agenda, the first one its chair; our server only. */
	readonly participants?: number;
	/** Additional environment of the server. */
	readonly env?: Record<string, string>;
}

/** A server with a data folder, which outlives its process. */
export interface Installation {
	start(): Promise<Running>;
}

export interface Running {
	readonly endpoint: Endpoint;
	stop(): Promise<void>;
}

/** A started process as a scenario sees it. */
export function runningAt(child: ChildProcess, reached: Omit<Endpoint, 'pid'>): Running {
	if (child.pid === undefined) throw new Error('the server has no process');
	return { endpoint: { ...reached, pid: child.pid }, stop: () => endNode(child) };
}
