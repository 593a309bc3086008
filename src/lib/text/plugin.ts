import { Plugin, PluginKey, type Transaction } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { FROM_TEXT, type TextBinding } from './binding.ts';

/** The changes that were made in the editor since the text was last written. */
type Unwritten = readonly Transaction[];

const NOTHING: Unwritten = [];
export const textSyncKey = new PluginKey<Unwritten>('textSync');
const AFTER_COMPOSITION = 40; // ms; ProseMirror reads the last of it up to 20 ms later

/** Collects local changes, in a state that is never changed by looking at it. */
export function collecting(binding: TextBinding) {
	let written: Unwritten = NOTHING;
	return {
		state: {
			init: (): Unwritten => NOTHING,
			apply(tr: Transaction, before: Unwritten): Unwritten {
				const kept = before === written ? NOTHING : before;
				return tr.docChanged && tr.getMeta(FROM_TEXT) !== true ? [...kept, tr] : kept;
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
export function textSync(binding: TextBinding): Plugin<Unwritten> {
	const { state, flush } = collecting(binding);
	return new Plugin<Unwritten>({
		key: textSyncKey,
		state,
		view(view: EditorView) {
			binding.show(view);
			show(view, binding);
			const release = () => setTimeout(() => view.isDestroyed || view.composing || binding.release(), AFTER_COMPOSITION);
			view.dom.addEventListener('compositionend', release);
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

/** An editor begins with an empty document, whatever it was given. */
function show(view: EditorView, { document }: TextBinding): void {
	if (view.state.doc.eq(document)) return;
	const tr = view.state.tr.replaceWith(0, view.state.doc.content.size, document.content);
	queueMicrotask(() => view.isDestroyed || view.dispatch(tr.setMeta(FROM_TEXT, true)));
}
