import type { Mark, Run } from '#shared/text/marks.ts';
import { marksIn, sameMarks } from '#shared/text/marks.ts';
import type { Marks } from './marks-of.ts';

/** The words of a line while it is read: spaces at its ends and twice in a row are none. */
export class Inline {
	#runs: { text: string; readonly marks: readonly Mark[] }[] = [];

	get isEmpty(): boolean {
		return this.#runs.length === 0;
	}

	get endsWithBreak(): boolean {
		return this.#runs.at(-1)?.text.endsWith('\n') ?? false;
	}

	add(given: string, inForce: Marks): void {
		const text = tidied(given, this.#runs.at(-1)?.text ?? '\n');
		if (text === '') return;
		const marks = marksIn(inForce);
		const last = this.#runs.at(-1);
		if (last && sameMarks(last.marks, marks)) last.text += text;
		else this.#runs.push({ text, marks });
	}

	break(): void {
		this.#trimEnd();
		if (this.#runs.length > 0) this.#runs.push({ text: '\n', marks: [] });
	}

	/** The runs of the line; nothing is left. */
	end(): Run[] {
		this.#trimEnd();
		const runs = this.#runs;
		this.#runs = [];
		return runs;
	}

	#trimEnd(): void {
		for (let last = this.#runs.at(-1); last; last = this.#runs.at(-1)) {
			last.text = last.text.replace(/[\s\u00A0]+$/, '');
			if (last.text !== '') return;
			this.#runs.pop();
		}
	}
}

/** Programs align with hard spaces; only within a number they mean something. */
function tidied(text: string, before: string): string {
	const soft = text.replace(/(?<!\d)\u00A0|\u00A0(?!\d)/g, ' ').replace(/ {2,}/g, ' ');
	return /[ \n]$/.test(before) ? soft.replace(/^ +/, '') : soft;
}
