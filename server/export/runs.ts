import type { RichNode } from '#shared/editor/rich-text.ts';
import { safeLink } from './links.ts';
import { run, RUN_MARKS, type Run } from './paper.ts';

/** The inline content of a paragraph or heading. For unknown nodes, their text; unsafe links become plain text. */
export function readRuns(node: RichNode): Run[] {
	return (node.content ?? []).flatMap((child) => {
		if (child.type === 'hardBreak') return [run('\n')];
		if (child.type === 'text') return isText(child.text) ? [textRun(child, child.text)] : [];
		return readRuns(child);
	});
}

/** What a client put in the place of a text may be anything. */
function isText(value: unknown): value is string {
	return typeof value === 'string' && value !== '';
}

function textRun(node: RichNode, text: string): Run {
	const marks = node.marks ?? [];
	const link = marks.find((mark) => mark.type === 'link');
	return {
		text,
		marks: RUN_MARKS.filter((name) => marks.some((mark) => mark.type === name)),
		link: safeLink(link?.attrs?.['href'])
	};
}

/** The plain text of some runs. */
export function plainText(runs: readonly Run[]): string {
	return runs.map(({ text }) => text).join('');
}
