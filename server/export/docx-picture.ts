import { ImageRun, Paragraph } from 'docx';
import { TEXT_WIDTH } from './docx-styles.ts';
import type { Image, Picture } from './paper.ts';

const PIXEL = 15; // twentieths of a point
const MOST_HIGH = 760; // pixels: most of a page, with the words below

/** Word's own names; it cannot show the others. */
const TYPES = { png: 'png', jpeg: 'jpg', gif: 'gif', webp: undefined } as const;

/** A picture with its words below it; its words alone where Word cannot show it. */
export function docxPicture({ image, alt }: Picture, words: Paragraph): Paragraph[] {
	const type = image && TYPES[image.type];
	if (!image || !type) return [words];
	const shown = new ImageRun({
		...{ type, data: Buffer.from(image.data, 'base64'), transformation: fitting(image) },
		altText: { name: alt, title: alt, description: alt }
	});
	return [new Paragraph({ keepNext: true, children: [shown] }), words];
}

/** As large as it is, but no larger than the page. */
function fitting({ width, height }: Image) {
	const scale = Math.min(1, TEXT_WIDTH / PIXEL / width, MOST_HIGH / height);
	return {
		width: Math.max(1, Math.round(width * scale)),
		height: Math.max(1, Math.round(height * scale))
	};
}
