/** How a server speaks: as `y-websocket` does, as hocuspocus does, or passing on what it gets (`relay`). */
export type Wire = 'relay' | 'yjs' | 'hocuspocus';

/** Where the documents of a running server are, for the load process. */
export interface Endpoint {
	/** Without the name of a document, such as `ws://127.0.0.1:4000/sync/`. */
	readonly address: string;
	readonly wire: Wire;
	/** A `Cookie` header; empty where nobody signs in. */
	readonly cookie: string;
	readonly documents: readonly string[];
	/** The server's process, whose CPU and memory are read. */
	readonly pid: number;
	/** A session, where the scenario asked for people in one. */
	readonly session?: Session;
}

/** A session that people take part in, with a `Cookie` header for each, the chair's first. */
export interface Session {
	readonly id: string;
	readonly cookies: readonly string[];
}

/** Named numbers that were measured. */
export type Figures = Readonly<Record<string, number>>;

/** Work for the load process. */
export interface Job {
	readonly task: string;
	readonly endpoint: Endpoint;
	readonly seed: number;
	readonly options: Figures;
	/** A file with the state that every document starts with. */
	readonly stateFile?: string;
}

/** A number of the job, which must be there. */
export function option(job: Job, name: string): number {
	const value = job.options[name];
	if (value === undefined) throw new Error(`the job "${job.task}" lacks the option "${name}"`);
	return value;
}
