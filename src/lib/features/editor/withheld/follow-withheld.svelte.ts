import type { Editor } from '@tiptap/core';
import type { DocumentConnection } from '#lib/sync/document-connection.svelte.ts';
import type { WithheldPlace } from '#shared/restrict/withheld-place.ts';

/** A mark of a transaction after which they are drawn anew. By its name: the editor's program is loaded later than this. */
export type RedrawWithheld = 'redrawWithheld';
const REDRAW: RedrawWithheld = 'redrawWithheld';

interface Followed {
	/** Once the text is on the screen. */
	readonly editor: Editor | undefined;
	readonly connection: DocumentConnection;
	readonly withheld?: { readonly places: () => readonly WithheldPlace[] } | undefined;
}

/** Shows in a text what went into annexes since, and forgets what of it could be undone. For a component's setup. */
export function followWithheld(followed: () => Followed): void {
	$effect(() => {
		const { editor, withheld } = followed();
		withheld?.places();
		if (editor && withheld) editor.view.dispatch(editor.state.tr.setMeta(REDRAW, true));
	});
	$effect(() => {
		const { editor, connection } = followed();
		if (connection.forgotten > 0) editor?.storage.textSync.undo?.manager.clear();
	});
}
