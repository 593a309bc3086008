import type * as Y from 'yjs';
import { FIRST_TYPIST, MOST_TYPISTS } from '../typist-numbers.ts';

/** What the bench asks a page. */
interface Watched {
	/** ms from navigation until the first text was painted. */
	opened: number | undefined;
	/** Letters of others that were applied. */
	readonly changes: () => number;
	/** ms from each key until the frame with its letter was painted. */
	readonly keys: number[];
	/** Puts the caret at the end of the middle line. */
	readonly toMiddle: () => void;
	readonly words: () => string;
}

declare global {
	interface Window {
		bench: Watched;
	}
}

/** Calls back when the next frame was painted: a message that is posted in a frame arrives after it. */
function painted(then: () => void): void {
	requestAnimationFrame(() => {
		const { port1, port2 } = new MessageChannel();
		port1.onmessage = then;
		port2.postMessage(undefined);
	});
}

const editor = () => document.querySelector<HTMLElement>('.ProseMirror');

/** Measures a page with one editor, in the same way whichever it is. */
export function watch(doc: Y.Doc, isEmpty: boolean): void {
	window.bench = {
		opened: undefined,
		changes: () => typedIn(doc),
		keys: [],
		toMiddle,
		words: () => editor()?.textContent ?? ''
	};
	watchKeys(window.bench.keys);
	watchOpening(isEmpty);
}

/** Counted by the typists' clocks: an editor may take several letters at once. */
function typedIn({ store }: Y.Doc): number {
	let typed = 0;
	for (const [client, structs] of store.clients) {
		const last = structs.at(-1);
		const isTypist = client >= FIRST_TYPIST && client < FIRST_TYPIST + MOST_TYPISTS;
		if (last && isTypist) typed += last.id.clock + last.length;
	}
	return typed;
}

function watchOpening(isEmpty: boolean): void {
	const isShown = () => {
		const line = editor()?.firstElementChild;
		return line instanceof HTMLElement && (isEmpty || line.textContent !== '');
	};
	if (isShown()) painted(() => (window.bench.opened = performance.now()));
	else requestAnimationFrame(() => watchOpening(isEmpty));
}

function watchKeys(keys: number[]): void {
	let began = 0;
	const how = { capture: true };
	window.addEventListener('keydown', ({ timeStamp }) => (began = timeStamp), how);
	window.addEventListener(
		'input',
		() => {
			const from = began;
			painted(() => keys.push(performance.now() - from));
		},
		how
	);
}

function toMiddle(): void {
	const root = editor();
	const line = root?.children[root.children.length >> 1];
	if (!root || !line) throw new Error('there is no line');
	line.scrollIntoView({ block: 'center' });
	root.focus({ preventScroll: true });
	getSelection()?.collapse(line, line.childNodes.length);
}
