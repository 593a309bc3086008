import type { Minutes } from '#shared/minutes/minutes.ts';
import { outline } from './outline.ts';
import type { Paper, Section } from './paper.ts';
import { escapeMarkdown, markdownBlocks } from './rich-markdown.ts';

/**
 * The minutes as Markdown (CommonMark with GitHub's tables and task lists) in UTF-8. The label is the first and the
 * last line, so that it stays with the text when that is pasted into a mail.
 */
export function renderMarkdown(minutes: Minutes): Uint8Array {
	const paper = outline(minutes);
	const parts = [
		[paper.label, ...copyFor(paper)].join(' · '),
		`${escapeMarkdown(paper.kicker)} · ${escapeMarkdown(paper.status)}`,
		`# ${escapeMarkdown(paper.title)}`,
		escapeMarkdown(paper.subtitle),
		...paper.sections.map(markdownSection),
		`${escapeMarkdown(paper.reference)} · ${escapeMarkdown(paper.status)}`,
		[paper.label, ...copyFor(paper)].join(' · ')
	];
	return new TextEncoder().encode(`${parts.join('\n\n')}\n`);
}

function copyFor({ recipient }: Paper): string[] {
	return recipient ? [escapeMarkdown(recipient)] : [];
}

function markdownSection({ number, heading, label, blocks }: Section): string {
	const numbered = number ? `${escapeMarkdown(number)} ` : '';
	const marked = label ? ` \\[${label}\\]` : '';
	return `## ${numbered}${escapeMarkdown(heading)}${marked}\n\n${markdownBlocks(blocks)}`;
}
