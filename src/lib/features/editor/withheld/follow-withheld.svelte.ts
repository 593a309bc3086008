import type { Editor } from '@tiptap/core';
import type { DocumentConnection } from '#lib/sync/document-connection.svelte.ts';
import { redrawWithheld, type WithheldOptions } from './withheld-in-place.ts';

interface Followed {
	/** Once the text is on the screen. */
	readonly editor: Editor | undefined;
	readonly connection: DocumentConnection;
	readonly withheld?: Pick<WithheldOptions, 'places'> | undefined;
}

/** Shows in a text what went into annexes since, and forgets what of it could be undone. For a component's setup. */
export function followWithheld(followed: () => Followed): void {
	$effect(() => {
		const { editor, withheld } = followed();
		withheld?.places();
		if (editor && withheld) redrawWithheld(editor.view);
	});
	$effect(() => {
		const { editor, connection } = followed();
		if (connection.forgotten > 0) editor?.storage.textSync.undo?.manager.clear();
	});
}
