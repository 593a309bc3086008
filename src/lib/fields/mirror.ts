import type { TextControl } from './selection.ts';

/** What decides where the letters of a control stand. */
const COPIED = [
	...['font-family', 'font-size', 'font-style', 'font-weight', 'font-stretch', 'font-kerning'],
	...['font-variant', 'font-feature-settings', 'font-variant-numeric', 'font-variant-ligatures'],
	...['letter-spacing', 'word-spacing', 'text-indent', 'text-transform', 'text-align', 'tab-size'],
	...['direction', 'unicode-bidi', 'line-height', 'overflow-wrap', 'word-break', 'line-break'],
	...['padding-top', 'padding-right', 'padding-bottom', 'padding-left', 'hyphens']
];

interface Box {
	readonly left: number;
	readonly top: number;
	readonly width: number;
	readonly height: number;
}

/** The words of a control set again where they can be measured; a browser does not say where a control has them. */
export class Mirror {
	readonly element = document.createElement('div');
	readonly #control: TextControl;
	/** By the index that each stands at. */
	#marks = new Map<number, HTMLElement>();

	constructor(control: TextControl) {
		this.#control = control;
		this.element.className = 'field-mirror';
	}

	/** Sets the words anew, so that these places in them can be asked for. */
	show(places: readonly number[]): void {
		this.#dress();
		const { value } = this.#control;
		const cuts = [...new Set(places)].sort((a, b) => a - b);
		this.#marks = new Map(cuts.map((at) => [at, document.createElement('span')]));
		const parts = [...this.#marks].flatMap(([at, mark], i) => [
			value.slice(cuts[i - 1] ?? 0, at),
			mark
		]);
		// A last line without a letter would have no height.
		this.element.replaceChildren(...parts, value.slice(cuts.at(-1) ?? 0), '\u200b');
	}

	#dress(): void {
		const look = getComputedStyle(this.#control);
		const { style } = this.element;
		for (const key of COPIED) style.setProperty(key, look.getPropertyValue(key));
		const { clientLeft, clientTop, clientWidth, clientHeight } = this.#control;
		const box = { left: clientLeft, top: clientTop, width: clientWidth, height: clientHeight };
		for (const [key, value] of Object.entries(box)) style.setProperty(key, `${value}px`);
		const isOneLine = this.#control.tagName === 'INPUT';
		style.setProperty('white-space', isOneLine ? 'pre' : look.whiteSpace);
		// An input has its line in the middle.
		const inner = clientHeight - parseFloat(look.paddingTop) - parseFloat(look.paddingBottom);
		if (isOneLine) style.setProperty('line-height', `${inner}px`);
	}

	/** Where a caret stands, in what is seen of the control. */
	caretAt(place: number): Box {
		const mark = this.#marks.get(place);
		return this.#seen(mark?.getBoundingClientRect() ?? new DOMRect());
	}

	/** What a selection covers. */
	boxes(from: number, to: number): Box[] {
		const [first, last] = [this.#marks.get(from), this.#marks.get(to)];
		if (!first || !last) return [];
		const range = document.createRange();
		range.setStartAfter(first);
		range.setEndBefore(last);
		return [...range.getClientRects()]
			.filter(({ width }) => width > 0)
			.map((box) => this.#seen(box));
	}

	#seen({ left, top, width, height }: Box): Box {
		const own = this.element.getBoundingClientRect();
		const { scrollLeft, scrollTop } = this.#control;
		return { left: left - own.left - scrollLeft, top: top - own.top - scrollTop, width, height };
	}
}
