import type * as Y from 'yjs';
import type { Presence } from '../text/others-carets.ts';
import { CaretLayer } from './caret-layer.ts';
import { anchorAt, nameOf } from './places.ts';
import type { TextControl } from './selection.ts';
import { caretsIn, FIELD_CARET, isToldCaret } from './told-caret.ts';

/** Shows others' carets in a field, and tells them one's own while the field has the focus. */
export class FieldCarets {
	readonly #control: TextControl;
	readonly #text: Y.Text;
	readonly #presence: Presence;
	readonly #field: string;
	readonly #heard = new AbortController();
	readonly #size = new ResizeObserver(() => this.#redraw());
	#layer: CaretLayer | undefined;
	#asked: number | undefined;
	readonly #changed = () => {
		this.#tell();
		this.#redraw();
	};
	readonly #redraw = () => (this.#asked ??= requestAnimationFrame(() => this.#draw()));

	constructor(control: TextControl, text: Y.Text, presence: Presence) {
		this.#control = control;
		this.#text = text;
		this.#presence = presence;
		this.#field = nameOf(text);
		this.#listen();
		this.#redraw();
	}

	#listen(): void {
		const { signal } = this.#heard;
		const tell = () => this.#tell();
		for (const kind of ['focus', 'blur', 'select', 'keyup', 'pointerup'])
			this.#control.addEventListener(kind, tell, { signal });
		for (const kind of ['input', 'compositionend'])
			this.#control.addEventListener(kind, this.#changed, { signal });
		this.#control.addEventListener('scroll', this.#redraw, { signal });
		document.addEventListener('selectionchange', this.#selected, { signal });
		this.#text.observe(this.#changed);
		this.#presence.on('change', this.#redraw);
		this.#size.observe(this.#control);
	}

	end(): void {
		this.#heard.abort();
		this.#text.unobserve(this.#changed);
		this.#presence.off('change', this.#redraw);
		this.#size.disconnect();
		if (this.#asked !== undefined) cancelAnimationFrame(this.#asked);
		this.#layer?.remove();
		this.#say(undefined);
	}

	/** The caret also scrolls a line that is longer than its field. */
	readonly #selected = () => {
		if (document.activeElement !== this.#control) return;
		this.#tell();
		if (this.#layer) this.#redraw();
	};

	#tell(): void {
		const { selectionStart, selectionEnd, selectionDirection, readOnly } = this.#control;
		if (document.activeElement !== this.#control || readOnly) return this.#say(undefined);
		const [start, end] = [anchorAt(this.#text, selectionStart ?? 0), selectionEnd ?? 0];
		const last = end === selectionStart ? start : anchorAt(this.#text, end);
		const [anchor, head] = selectionDirection === 'backward' ? [last, start] : [start, last];
		this.#say({ field: this.#field, anchor, head });
	}

	/** Fields share what is told; one without the focus leaves another's alone. */
	#say(caret: object | undefined): void {
		const told = this.#presence.getStates().get(this.#presence.clientID)?.[FIELD_CARET];
		if (!caret && (!isToldCaret(told) || told.field !== this.#field)) return;
		if (JSON.stringify(told) === JSON.stringify(caret)) return;
		this.#presence.setLocalStateField(FIELD_CARET, caret ?? null);
	}

	#draw(): void {
		this.#asked = undefined;
		const carets = caretsIn(this.#text, this.#field, this.#presence);
		if (carets.length === 0 && !this.#layer) return;
		this.#layer ??= new CaretLayer(this.#control);
		this.#layer.draw(carets);
	}
}
