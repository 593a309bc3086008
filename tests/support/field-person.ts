import * as Y from 'yjs';
import { bindText } from '#lib/fields/bind-text.ts';

/** A text field of a browser, as far as a binding uses it. */
export class FakeField extends EventTarget {
	value = '';
	readonly readOnly = false;
	readonly disabled = false;
	readonly tagName: string;
	selectionStart = 0;
	selectionEnd = 0;
	selectionDirection = 'none';
	scrollTop = 0;
	scrollLeft = 0;

	constructor(tagName = 'TEXTAREA') {
		super();
		this.tagName = tagName;
	}

	setSelectionRange(start: number, end: number): void {
		this.selectionStart = Math.min(start, this.value.length);
		this.selectionEnd = Math.min(end, this.value.length);
	}

	/** Puts words in place of the selection, as a browser does. */
	put(words: string): void {
		const [from, to] = [this.selectionStart, this.selectionEnd];
		this.value = this.value.slice(0, from) + words + this.value.slice(to);
		this.setSelectionRange(from + words.length, from + words.length);
		this.dispatchEvent(new Event('input'));
	}

	/** Presses a key; true when the binding took it. */
	press(key: string): boolean {
		const keys = { key, ctrlKey: true, metaKey: false, altKey: false, shiftKey: false };
		const event = Object.assign(new Event('keydown', { cancelable: true }), keys);
		return !this.dispatchEvent(event);
	}
}

/** Somebody with a copy of the document, and a field in which they write. */
export class FieldPerson {
	readonly doc = new Y.Doc();
	readonly text = this.doc.getText('t');
	readonly field = new FakeField();
	/** What they wrote and nobody got yet. */
	readonly sent: Uint8Array[] = [];
	readonly end: () => void;

	constructor(client: number) {
		this.doc.clientID = client;
		this.end = bindText(this.text)(this.field as unknown as HTMLTextAreaElement);
		this.doc.on('update', (update: Uint8Array, origin: unknown) => {
			if (origin !== 'others') this.sent.push(update);
		});
	}

	/** Their window comes to the front; in a test there is one page for all. */
	act(act: (field: FakeField) => void): void {
		this.#inFront(() => act(this.field));
	}

	receive(update: Uint8Array): void {
		this.#inFront(() => Y.applyUpdate(this.doc, update, 'others'));
	}

	#inFront(act: () => void): void {
		const page = globalThis.document as unknown;
		Object.assign(globalThis, { document: { activeElement: this.field } });
		act();
		Object.assign(globalThis, { document: page });
	}
}
