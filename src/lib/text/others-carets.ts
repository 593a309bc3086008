import { Plugin, PluginKey, type EditorState } from '@tiptap/pm/state';
import { Decoration, DecorationSet, type EditorView } from '@tiptap/pm/view';
import type { Anchor } from './anchors.ts';
import type { TextBinding } from './binding.ts';

/** What the binding needs of presence; an Awareness of y-protocols has it. */
export interface Presence {
	readonly clientID: number;
	readonly getStates: () => ReadonlyMap<number, Readonly<Record<string, unknown>>>;
	readonly setLocalStateField: (field: string, value: unknown) => void;
	readonly on: (event: 'change', heard: () => void) => void;
	readonly off: (event: 'change', heard: () => void) => void;
}

/** Somebody's caret as presence has it: places in the text, which stay while others write. */
interface SharedCaret {
	/** The name of the root, as one document has several texts. */
	readonly text: string;
	readonly anchor: Anchor;
	readonly head: Anchor;
}

export interface CaretLook {
	readonly caret: (user: Readonly<Record<string, unknown>>) => HTMLElement;
	readonly selection: (user: Readonly<Record<string, unknown>>) => Record<string, string>;
}

/** The field of presence that carries the caret. */
export const CARET_FIELD = 'textCaret';
const key = new PluginKey<DecorationSet>('othersCarets');
const MOST = 100; // carets that are drawn

/** Shows others' carets and selections in a text, and tells them one's own while the editor has the focus. */
export function othersCarets(
	binding: TextBinding,
	text: string,
	presence: Presence,
	look: CaretLook
): Plugin<DecorationSet> {
	const draw = (state: EditorState) =>
		DecorationSet.create(state.doc, drawn(binding, text, presence, look));
	return new Plugin<DecorationSet>({
		key,
		state: {
			init: () => DecorationSet.empty,
			apply: (tr, before, _old, now) =>
				tr.getMeta(key) === true ? draw(now) : before.map(tr.mapping, tr.doc)
		},
		props: { decorations: (state) => key.getState(state) },
		view(view) {
			let isAsked = false;
			const redraw = () => {
				if (isAsked) return;
				isAsked = true;
				queueMicrotask(() => {
					isAsked = false;
					if (!view.isDestroyed) view.dispatch(view.state.tr.setMeta(key, true));
				});
			};
			presence.on('change', redraw);
			return {
				update: (now, before) => {
					if (now.state.selection !== before.selection || now.state.doc !== before.doc)
						tell(now, binding, text, presence);
				},
				destroy() {
					presence.off('change', redraw);
					presence.setLocalStateField(CARET_FIELD, null);
				}
			};
		}
	});
}

function tell(view: EditorView, binding: TextBinding, text: string, presence: Presence): void {
	const { selection } = view.state;
	const anchor = binding.anchorAt(selection.anchor);
	const head = selection.empty ? anchor : binding.anchorAt(selection.head);
	const told = presence.getStates().get(presence.clientID)?.[CARET_FIELD];
	const caret = view.hasFocus() && anchor && head ? { text, anchor, head } : null;
	// Two editors of one document share the field; one without the focus leaves the other's alone.
	if (!caret && (!isCaret(told) || told.text !== text)) return;
	if (JSON.stringify(told) !== JSON.stringify(caret))
		presence.setLocalStateField(CARET_FIELD, caret);
}

function drawn(
	binding: TextBinding,
	text: string,
	presence: Presence,
	look: CaretLook
): Decoration[] {
	const found: Decoration[] = [];
	for (const [client, state] of presence.getStates()) {
		const caret = state[CARET_FIELD];
		if (client === presence.clientID || found.length > MOST) continue;
		if (!isCaret(caret) || caret.text !== text) continue;
		const [anchor, head] = [binding.positionOf(caret.anchor), binding.positionOf(caret.head)];
		if (anchor === undefined || head === undefined) continue;
		const user = (state['user'] ?? {}) as Readonly<Record<string, unknown>>;
		found.push(Decoration.widget(head, () => look.caret(user), { key: String(client), side: 10 }));
		const [from, to] = [Math.min(anchor, head), Math.max(anchor, head)];
		if (from < to) found.push(Decoration.inline(from, to, look.selection(user)));
	}
	return found;
}

function isCaret(value: unknown): value is SharedCaret {
	if (typeof value !== 'object' || value === null) return false;
	const { text, anchor, head } = value as Record<string, unknown>;
	return typeof text === 'string' && isAnchor(anchor) && isAnchor(head);
}

function isAnchor(value: unknown): value is Anchor {
	if (typeof value !== 'object' || value === null) return false;
	const { client, clock } = value as Record<string, unknown>;
	return Number.isSafeInteger(client) && Number.isSafeInteger(clock) && Number(clock) >= 0;
}
