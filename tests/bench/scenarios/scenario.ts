import type { Figures } from '../load/job.ts';
import type { ServerName } from '../servers/server.ts';

/** A column of the table. */
export interface Column {
	readonly title: string;
	readonly figure: string;
	readonly digits: number;
}

interface Settings {
	/** Duration of one measurement; undefined for the scenario's default. */
	readonly seconds: number | undefined;
	readonly seed: number;
}

export interface Scenario {
	readonly name: string;
	readonly title: string;
	readonly servers: readonly ServerName[];
	readonly columns: readonly Column[];
	/** A figure to show relative to this server's. */
	readonly ratio?: { readonly figure: string; readonly to: ServerName };
	/** How runs are combined; the median by default. */
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
/** The servers that hold documents. */
export const KEEPERS: readonly ServerName[] = ['y-websocket', 'hocuspocus', 'ours'];
