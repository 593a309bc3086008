import { createContext } from 'svelte';

/** The dialogs that every page has. */
export interface PageDialogs {
	/** Opens the search. */
	search(): void;
	/** Opens the list of the page's keys. */
	keys(): void;
}

/** The dialogs of the page, for whatever opens them besides their keys. */
export const [getDialogs, setDialogs] = createContext<PageDialogs>();
