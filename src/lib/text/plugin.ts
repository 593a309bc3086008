import { Plugin, PluginKey, Selection, type Transaction } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import type { TextBinding } from './binding.ts';
import { fromText, isFromText } from './from-text.ts';

/** The changes that were made in the editor since the text was last written. */
type Unwritten = readonly Transaction[];

const NOTHING: Unwritten = [];
const textSyncKey = new PluginKey<Unwritten>('textSync');
const AFTER_COMPOSITION = 40; // ms; ProseMirror reads the last of it up to 20 ms later

/** Collects local changes, in a state that is never changed by looking at it. */
export function collecting(binding: TextBinding) {
	let written: Unwritten = NOTHING;
	return {
		state: {
			init: (): Unwritten => NOTHING,
			apply(tr: Transaction, before: Unwritten): Unwritten {
				const kept = before === written ? NOTHING : before;
				return tr.docChanged && !isFromText(tr) ? [...kept, tr] : kept;
			}
		},
		/** Writes what was collected, once. */
		flush(this: void, unwritten: Unwritten | undefined): void {
			if (!unwritten || unwritten === written || unwritten.length === 0) return;
			written = unwritten;
			binding.write(unwritten);
		}
	};
}

/** The ProseMirror plugin that keeps an editor and a text the same. */
export function textSync(binding: TextBinding, onShown?: () => void): Plugin<Unwritten> {
	const { state, flush } = collecting(binding);
	return new Plugin<Unwritten>({
		key: textSyncKey,
		state,
		view(view: EditorView) {
			const release = () => void setTimeout(() => letGo(view, binding), AFTER_COMPOSITION);
			view.dom.addEventListener('compositionend', release);
			// A plugin that is added makes all views of plugins anew: nothing typed meanwhile may pass unseen.
			if (view.state.doc.eq(binding.document)) binding.show(view);
			queueMicrotask(() => begin(view, binding, onShown));
			return {
				update: ({ state: now }) => flush(textSyncKey.getState(now)),
				destroy() {
					view.dom.removeEventListener('compositionend', release);
					binding.show(undefined);
				}
			};
		}
	});
}

function letGo(view: EditorView, binding: TextBinding): void {
	if (!view.isDestroyed && !view.composing) binding.release();
}

/** An editor begins with an empty document, whatever it was given; a view cannot be changed while it is made. */
function begin(view: EditorView, binding: TextBinding, onShown?: () => void): void {
	if (view.isDestroyed) return;
	const { tr, doc } = view.state;
	if (!doc.eq(binding.document)) {
		tr.replaceWith(0, doc.content.size, binding.document.content);
		view.dispatch(fromText(tr.setSelection(Selection.atStart(tr.doc))));
	}
	binding.show(view);
	onShown?.();
}
