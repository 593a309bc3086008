import { m } from '#messages/messages.js';
import { endingOf } from '#shared/files/file-name.ts';
import { FILE_TYPES, type FileTypeKey } from '#shared/files/file-types.ts';
import { LIMITS } from '#shared/limits.ts';
import { isRefusal, refuse, type Refusal } from '#shared/refusals.ts';
import { isArchive } from './archive.ts';
import { Bytes } from './bytes.ts';
import { cleanGif, isGif } from './gif.ts';
import { cleanJpeg, isJpeg } from './jpeg.ts';
import { officeType } from './office.ts';
import type { Picture } from './picture.ts';
import { plainType } from './plain.ts';
import { cleanPng, isPng } from './png.ts';
import { cleanWebp, isWebp } from './webp.ts';

/** What a file is, by what stands in it, and its bytes as they are kept. */
export interface Examined {
	readonly type: FileTypeKey;
	readonly bytes: Uint8Array;
	/** Pixels of a picture. */
	readonly width: number | undefined;
	readonly height: number | undefined;
}

const PICTURES = [
	['png', isPng, cleanPng],
	['jpeg', isJpeg, cleanJpeg],
	['gif', isGif, cleanGif],
	['webp', isWebp, cleanWebp]
] as const;

/** Says what a file is. Its name decides only among texts; refuses, in plain words, what is not taken. */
export function examine(all: Uint8Array, name: string): Examined | Refusal {
	const bytes = new Bytes(all);
	if (bytes.length === 0) return refuse('file-not-taken', m.files_empty());
	for (const [type, is, clean] of PICTURES) if (is(bytes)) return pictureOf(type, clean(bytes));
	const type = otherType(bytes, name);
	return isRefusal(type) ? type : { type, bytes: all, width: undefined, height: undefined };
}

function pictureOf(type: FileTypeKey, picture: Picture | undefined): Examined | Refusal {
	if (!picture || picture.width * picture.height === 0)
		return refuse('file-not-taken', m.files_damaged());
	const { pixels, side } = LIMITS.files;
	const { width, height } = picture;
	const isTooLarge = width * height > pixels || Math.max(width, height) > side;
	if (isTooLarge) return refuse('file-not-taken', m.files_too_many_pixels({ most: pixels / 1e6 }));
	return { type, ...picture };
}

function otherType(bytes: Bytes, name: string): FileTypeKey | Refusal {
	if (bytes.word(0, 5) === '%PDF-') return 'pdf';
	const found = isArchive(bytes) ? officeType(bytes) : plainType(bytes, endingOf(name));
	if (found === undefined) return refuse('file-not-taken', m.files_unknown());
	if (isType(found)) return found;
	return refuse('file-not-taken', WHY_NOT[found]());
}

const WHY_NOT = {
	programs: m.files_programs,
	archive: m.files_archive,
	active: m.files_active
} as const;

function isType(found: FileTypeKey | keyof typeof WHY_NOT): found is FileTypeKey {
	return Object.hasOwn(FILE_TYPES, found);
}
