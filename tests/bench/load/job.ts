/** The server's protocol: y-websocket (`yjs`), hocuspocus, or passing frames on (`relay`). */
export type Wire = 'relay' | 'yjs' | 'hocuspocus';

/** How the load process reaches the documents of a running server. */
export interface Endpoint {
	/** Without the name of a document, such as `ws://127.0.0.1:4000/sync/`. */
	readonly address: string;
	readonly wire: Wire;
	/** A `Cookie` header; empty if there is no login. */
	readonly cookie: string;
	readonly documents: readonly string[];
	/** Whether documents come by long polling instead of over WebSockets. */
	readonly isPolled?: boolean;
	/** The server's process, whose CPU and memory are read. */
	readonly pid: number;
	/** A session, if the scenario needs participants. */
	readonly session?: Session;
}

/** A session with a `Cookie` header for each participant, the chair first. */
export interface Session {
	readonly id: string;
	readonly cookies: readonly string[];
}

/** Measured values by name. */
export type Figures = Readonly<Record<string, number>>;

/** Work for the load process. */
export interface Job {
	readonly task: string;
	readonly endpoint: Endpoint;
	readonly seed: number;
	readonly options: Figures;
	/** A file with the initial state of every document. */
	readonly stateFile?: string;
}

/** A required numeric option of the job. */
export function option(job: Job, name: string): number {
	const value = job.options[name];
	if (value === undefined) throw new Error(`the job "${job.task}" lacks the option "${name}"`);
	return value;
}
