import type { Component } from 'svelte';

/** A panel of the right column. */
export interface Panel {
	readonly key: string;
	readonly name: string;
	readonly icon: Component<{ size?: number }>;
	/** How many things wait there. */
	readonly waiting?: number | undefined;
}

/** Stands for the left column, beside the keys of the panels. */
export const AGENDA = 'agenda';
