import type * as Y from 'yjs';

/**
 * Keeps a text from answering somebody else's change with a change. When two people formatted the same words and
 * somebody deletes them, Yjs deletes superfluous markers in every document that receives it, readers' too, and a reader's
 * change is refused (rule R5). The markers are harmless. Call it for each text before changes are received.
 */
export function keepQuiet(text: Y.Text): void {
	if (Object.hasOwn(text, QUIET)) return;
	Object.defineProperty(text, QUIET, { value: true });
	// The one thing that Yjs asks before it cleans up.
	Object.defineProperty(text, '_hasFormatting', { get: () => false, set: () => undefined });
}

const QUIET = Symbol.for('text.quiet');
