import type { Editor, Range } from '@tiptap/core';
import { foldText } from '#shared/search.ts';

const SHOWN = 10;

/** A person or organisation that can be mentioned with @. */
export interface Mentionable {
	readonly handle: string;
	readonly name: string;
}

/** Something that a sign offers in a list below the caret. */
export interface Choice {
	/** What is matched first, and unique: `US-DOJ`, `quantum`, "Heading". */
	readonly key: string;
	/** How it is shown: `@US-DOJ`. */
	readonly label: string;
	/** Beside it, and matched word by word. */
	readonly hint: string;
	/** Puts it in the place of what was typed. */
	readonly put: (editor: Editor, typed: Range) => void;
}

/** What the list below the caret shows. */
export interface ChoiceListState {
	name: string;
	items: readonly Choice[];
	chosen: number;
	left: number;
	/** Where the line begins and ends on the screen. */
	top: number;
	bottom: number;
	pick: (one: Choice) => void;
}

/** Those whose key starts with what was typed, then those with a word that does, then those that have it anywhere. */
export function matching(all: readonly Choice[], query: string): Choice[] {
	const wanted = foldText(query);
	const rank = ({ key, hint }: Choice) => {
		if (foldText(key).startsWith(wanted)) return 0;
		const words = foldText(hint);
		if (words.split(/[^\p{L}\p{N}]+/u).some((word) => word.startsWith(wanted))) return 1;
		return words.includes(wanted) ? 2 : 3;
	};
	const ranked = all.map((choice) => ({ choice, rank: rank(choice) }));
	const found = ranked.filter((one) => one.rank < 3).sort((a, b) => a.rank - b.rank);
	return found.slice(0, SHOWN).map(({ choice }) => choice);
}

const write = (words: string) => (editor: Editor, typed: Range) =>
	void editor.chain().focus().insertContentAt(typed, words).run();

/** People and organisations after @. */
export function mentionChoices(all: readonly Mentionable[]): Choice[] {
	return all.map(({ handle, name }) => ({
		...{ key: handle, label: `@${handle}`, hint: name, put: write(`@${handle} `) }
	}));
}

/** Topics after #; an area of technology has a name of its own. */
export function topicChoices(all: ReadonlyMap<string, string>): Choice[] {
	return [...all].map(([topic, name]) => ({
		...{ key: topic, label: `#${topic}`, hint: name, put: write(`#${topic} `) }
	}));
}
