import { m } from '#messages/messages.js';
import { printedMark } from '#shared/marking.ts';
import type { MinutesFile } from '#shared/minutes/minutes-file.ts';
import type { Minutes } from '#shared/minutes/minutes.ts';
import { run, type Block, type Image, type Picture, type Run } from './paper.ts';
import { cell, textTable } from './tables.ts';

const columns = () =>
	[
		[m.paper_column_file(), 26],
		[m.paper_column_on(), 18],
		[m.paper_column_size(), 10],
		[m.paper_column_label(), 18],
		[m.paper_column_sha256(), 28]
	] as const;

const TYPES: readonly string[] = ['png', 'jpeg', 'gif', 'webp'] satisfies Image['type'][];

/** Every file that the reader may have, with what tells it from any other; nothing where there are none. */
export function fileBlocks({ files = [] }: Minutes): Block[] {
	if (files.length === 0) return [];
	const rows = files.map((file) => [
		...[cell(file.name), cell(file.on), cell(sizeWords(file.size)), cell(markOf(file))],
		cell(file.sha256.replaceAll(/.{8}(?=.)/g, '$& '))
	]);
	return [textTable(m.paper_section_files(), columns(), rows)];
}

function markOf({ label, limits }: MinutesFile): string {
	return limits ? printedMark(label, limits).slice(1, -1) : label;
}

function sizeWords(bytes: number): string {
	return m.paper_bytes({ count: bytes.toLocaleString('en-GB') });
}

/** The pictures of a paper, by the ids under which its texts name them. */
export function picturesIn(minutes: Minutes): [id: string, picture: Picture][] {
	const { files = [] } = minutes;
	const pictures = files.filter(({ type }) => TYPES.includes(type));
	return pictures.map((file) => [file.id, pictureOf(file)]);
}

function pictureOf(file: MinutesFile): Picture {
	const { alt, isDecorative, isOwn, name, limits, label } = file;
	const image = imageOf(file);
	const words = alt || (isDecorative ? '' : m.paper_picture_without_words({ name }));
	const mark: Run[] = isOwn ? [run(`${printedMark(label, limits)} `)] : [];
	const said = image ? words : m.paper_picture_listed({ words: words || name, name });
	return {
		...{ kind: 'picture', image, alt: isDecorative ? '' : words },
		runs: said || mark.length > 0 ? [...mark, run(said)] : []
	};
}

function imageOf({ type, data, width, height }: MinutesFile): Image | undefined {
	if (!data || !width || !height) return undefined;
	if (type !== 'png' && type !== 'jpeg' && type !== 'gif' && type !== 'webp') return undefined;
	return { type, data, width, height };
}

/** In the place of a picture that this version does not have. */
export function withheldPicture(): Block {
	return { kind: 'aside', runs: [run(m.paper_picture_withheld(), 'italic')] };
}
