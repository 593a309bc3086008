import type { Figures } from '../load/job.ts';
import type { ServerName } from '../servers/server.ts';

/** A figure as the table shows it. */
export interface Column {
	readonly title: string;
	readonly figure: string;
	readonly digits: number;
}

interface Settings {
	/** Of one measurement; undefined for each scenario's own. */
	readonly seconds: number | undefined;
	readonly seed: number;
}

export interface Scenario {
	readonly name: string;
	readonly title: string;
	readonly servers: readonly ServerName[];
	readonly columns: readonly Column[];
	/** Columns that are shown divided by what this server needed. */
	readonly ratio?: { readonly figure: string; readonly to: ServerName };
	/** How the runs become one figure; the median unless told otherwise. */
	readonly combine?: 'sum';
	measure(server: ServerName, settings: Settings): Promise<Figures>;
}

export const column = (title: string, figure: string, digits = 1): Column => ({
	title,
	figure,
	digits
});

/** How noisy the machine was, and whether the load itself was short of CPU. */
export const NOISE = [column('load %', 'loadPct', 0), column('other %', 'otherPct', 0)];

export const EVERY: readonly ServerName[] = [
	'bare',
	'y-websocket',
	'hocuspocus',
	'ours',
	'ours-batched'
];
/** Those that hold a document. */
export const KEEPERS: readonly ServerName[] = ['y-websocket', 'hocuspocus', 'ours'];
