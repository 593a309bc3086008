import { expect, test } from 'vitest';
import type { RichNode } from '#shared/editor/rich-text.ts';
import type { Minutes } from '#shared/minutes/minutes.ts';
import { emptyMinutes } from '../../tests/support/sample-minutes.ts';
import { outline } from './outline.ts';
import { paragraph, type Paper } from './paper.ts';
import { renderPdf } from './pdf.ts';
import { placing } from './placing.ts';
import { rescued, type Trouble } from './rescue.ts';

const MARKS = ['bold', 'italic', 'underline', 'strike', 'code', 'link'];
const text = (words: string, marks: readonly string[]): RichNode => ({
	...{ type: 'text', text: words },
	marks: marks.map((type) => ({ type, attrs: { href: 'https://example.eu/' } }))
});
const minutesWith = (...content: RichNode[]): Minutes => {
	const notes = { type: 'doc', content: [{ type: 'paragraph', content }] };
	const item = { number: '7', title: 'Item', speakers: [], times: [], notes };
	return { ...emptyMinutes('not recorded'), items: [item] };
};

test('no set of marks stops a PDF', async () => {
	const sets = Array.from({ length: 2 ** MARKS.length }, (_, set) =>
		MARKS.filter((_, bit) => (set >> bit) & 1)
	);
	const told: Trouble[] = [];
	await renderPdf(minutesWith(...sets.map((marks) => text('word\u00ad ', marks))), (one) =>
		told.push(one)
	);
	expect(told).toEqual([]);
});

test('a block that cannot be printed becomes its plain words, and its place is told', async () => {
	const paper = outline(minutesWith(text('one', [])));
	const bad = { ...paragraph('bad words'), kind: 'aside', runs: [] } as const;
	const sections = paper.sections.map((section) =>
		section.number === '7' ? { ...section, blocks: [...section.blocks, bad] } : section
	);
	const print = ({ sections: printed }: Paper) => {
		const isBad = printed.some(({ blocks }) =>
			blocks.some((block) => block.kind === 'aside' && block.runs.length === 0)
		);
		if (isBad) throw new Error('no');
	};
	const told: Trouble[] = [];
	const whole = await rescued({ ...paper, sections }, print, (one) => told.push(one));
	expect(told).toEqual([{ section: '7', block: 2, reason: 'Error: no' }]);
	expect(() => print(whole)).not.toThrow();
});

test('a failure names the item that it comes from, and not what it says', async () => {
	const render = ({ items }: { readonly items: readonly unknown[] }) => {
		if (items.length > 0) throw new Error('no');
	};
	await expect(placing(minutesWith(text('secret', [])), render)).rejects.toThrow(
		/^rendering failed: item 7: Error: no/
	);
});
