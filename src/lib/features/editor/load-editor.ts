/**
 * Loads an editor on demand: it is most of the page's weight. With it comes what it needs later: the bar, so that what is
 * typed right after its key goes into it; the rest, so that a page that stays open while the board is updated lacks nothing.
 */
export const loadEditor = () =>
	Promise.all([
		import('./create-editor.ts'),
		import('./line.ts'),
		import('./find/FindBar.svelte'),
		import('./find/go-to.ts'),
		import('./capture-line.ts'),
		import('./tables/TableMenu.svelte'),
		import('./paste/pictures.ts')
	]);
