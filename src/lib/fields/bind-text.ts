import type * as Y from 'yjs';
import type { Presence } from '../text/others-carets.ts';
import { TextUndo } from '../text/undo.ts';
import { changeBetween } from './change.ts';
import { Composed } from './composed.ts';
import { FieldCarets } from './field-carets.ts';
import { lettersOf } from './places.ts';
import { endOf, showWords, type TextControl } from './selection.ts';

/** Who goes elsewhere begins something new, which is undone for itself. */
const MOVES = /^(home|end|page(up|down)|arrow(up|down|left|right))$/i;

/**
 * Binds an input or textarea to a shared text: what is typed is written as the smallest change, at the place of the
 * caret; what others write is shown with the selection kept in place, and their carets are seen. Undo is of one's own
 * changes of this field. Use as `{@attach bindText(text, connection.awareness)}`.
 */
export function bindText(text: Y.Text, presence?: Presence) {
	return (control: TextControl): (() => void) => {
		const bound = new BoundText(control, text);
		const carets = presence && new FieldCarets(control, text, presence);
		return () => {
			bound.end();
			carets?.end();
		};
	};
}

class BoundText {
	readonly #control: TextControl;
	readonly #text: Y.Text;
	readonly #undo: TextUndo;
	readonly #heard = new AbortController();
	readonly #changed = (event: Y.YTextEvent, { origin }: Y.Transaction) => this.#show(event, origin);
	/** What the control showed before the person's next change. */
	#shown: string;
	/** While an input method composes. */
	#composed: Composed | undefined;

	constructor(control: TextControl, text: Y.Text) {
		this.#control = control;
		this.#text = text;
		this.#undo = new TextUndo(text.doc, [text], [this]);
		this.#shown = control.value = this.#words();
		text.observe(this.#changed);
		const { signal } = this.#heard;
		const on = (kind: string, heard: (event: Event) => void) =>
			control.addEventListener(kind, heard, { signal });
		on('input', () => this.#composed ?? this.#typed());
		on('compositionstart', () => (this.#composed = new Composed(text)));
		on('compositionend', () => this.#composedAll());
		on('keydown', (event) => this.#pressed(event as KeyboardEvent));
		on('beforeinput', (event) => this.#asked(event as InputEvent));
		on('pointerdown', () => this.#undo.endGroup());
	}

	end(): void {
		if (this.#composed) this.#composedAll();
		this.#heard.abort();
		this.#text.unobserve(this.#changed);
		this.#undo.destroy();
	}

	/** As the control can show them, each letter in its place: an input has one line, and nothing shows a return. */
	#words(): string {
		const isOneLine = this.#control.tagName === 'INPUT';
		return lettersOf(this.#text).replace(isOneLine ? /[\r\n]/g : /\r/g, ' ');
	}

	#typed(): void {
		const change = this.#change();
		this.#write(() => {
			if (change.removed) this.#text.delete(change.at, change.removed);
			if (change.inserted) this.#text.insert(change.at, change.inserted);
		});
		this.#shown = this.#control.value;
	}

	#change() {
		const { value, selectionEnd } = this.#control;
		return changeBetween(this.#shown, value, selectionEnd ?? 0);
	}

	#composedAll(): void {
		const composed = this.#composed;
		this.#composed = undefined;
		if (!composed) return;
		const change = this.#change();
		let end = 0;
		this.#shown = this.#control.value; // so that what is written here is not shown as somebody else's
		this.#write(() => (end = composed.write(change)));
		this.#showAt(end);
	}

	#write(act: () => void): void {
		this.#text.doc?.transact(act, this);
	}

	#show({ delta }: Y.YTextEvent, origin: unknown): void {
		// What comes of one's own typing is in the control already.
		if (this.#composed || origin === this) return;
		if (origin === this.#undo.manager) return this.#showAt(endOf(delta));
		this.#shown = this.#words();
		showWords(this.#control, this.#shown, delta);
	}

	#showAt(place: number): void {
		this.#shown = this.#words();
		if (this.#control.value === this.#shown) return;
		this.#control.value = this.#shown;
		if (document.activeElement === this.#control) this.#control.setSelectionRange(place, place);
	}

	#pressed(event: KeyboardEvent): void {
		if (MOVES.test(event.key)) this.#undo.endGroup();
		const command = undoKey(event);
		if (!command) return;
		event.preventDefault();
		event.stopPropagation(); // no other text's undo is meant
		this.#takeBack(command);
	}

	/** From a menu or a gesture. The browser's own undo would write others' words as one's own. */
	#asked(event: InputEvent): void {
		const command = { historyUndo: 'undo', historyRedo: 'redo' } as const;
		const { inputType } = event;
		if (inputType !== 'historyUndo' && inputType !== 'historyRedo') return;
		event.preventDefault();
		this.#takeBack(command[inputType]);
	}

	#takeBack(command: 'undo' | 'redo'): void {
		if (this.#composed || this.#control.readOnly || this.#control.disabled) return;
		this.#undo[command]();
	}
}

function undoKey(event: KeyboardEvent): 'undo' | 'redo' | undefined {
	if (!(event.ctrlKey || event.metaKey) || event.altKey || event.isComposing) return undefined;
	const key = event.key.toLowerCase();
	if (key === 'z') return event.shiftKey ? 'redo' : 'undo';
	return key === 'y' && !event.shiftKey ? 'redo' : undefined;
}
