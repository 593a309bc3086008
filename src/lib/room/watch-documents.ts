import type * as Y from 'yjs';

const AFTER_CHANGE = 500; // ms; others may be typing all the time

/** Calls when one of the documents has changed, not more often than somebody can read; returns how to stop. */
export function watchDocuments(docs: readonly Y.Doc[], onChange: () => void): () => void {
	let timer: ReturnType<typeof setTimeout> | undefined;
	const soon = () => {
		timer ??= setTimeout(() => {
			timer = undefined;
			onChange();
		}, AFTER_CHANGE);
	};
	for (const doc of docs) doc.on('update', soon);
	return () => {
		clearTimeout(timer);
		for (const doc of docs) doc.off('update', soon);
	};
}
