import type * as Y from 'yjs';

const quiet = new WeakSet<Y.Doc>();

/**
 * Keeps a document from answering somebody else's change with a change. When two people formatted the same words and
 * somebody deletes them, Yjs deletes superfluous markers in every document that receives it, readers' too, and a reader's
 * change is refused (rule R5). The markers are harmless. Call it before the document receives anything.
 */
export function keepQuiet(doc: Y.Doc): void {
	if (quiet.has(doc)) return;
	quiet.add(doc);
	doc.on('beforeTransaction', (transaction: Y.Transaction) => {
		// The one thing that Yjs asks before it cleans up.
		Object.defineProperty(transaction, '_needFormattingCleanup', {
			get: () => false,
			set: () => undefined
		});
	});
}
