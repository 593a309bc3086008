import type { FileId } from '#shared/ids.ts';
import { LIMITS } from '#shared/limits.ts';
import type { Minutes } from '#shared/minutes/minutes.ts';
import type { MinutesFile } from '#shared/minutes/minutes-file.ts';
import type { MinutesRecord } from '#shared/minutes/record.ts';
import type { FileFolder } from '../files/file-folder.ts';

/** A version of the minutes with the bytes of the pictures in its texts, as many as one paper holds. */
export async function withPictures(
	minutes: Minutes,
	{ files: recorded }: MinutesRecord,
	folder: Pick<FileFolder, 'read'>
): Promise<Minutes> {
	if (!minutes.files) return minutes;
	const inTexts = new Map<string, FileId>(
		recorded.flatMap(({ id, place }) => (place.on === 'text' ? [[id, id] as const] : []))
	);
	const room = new Room();
	const files: MinutesFile[] = [];
	for (const file of minutes.files) {
		const id = inTexts.get(file.id);
		const bytes = id && room.takes(file) ? await folder.read(id) : undefined;
		files.push({ ...file, ...(bytes && { data: Buffer.from(bytes).toString('base64') }) });
	}
	return { ...minutes, files };
}

/** How much of pictures one paper still holds. */
class Room {
	#left: { readonly count: number; readonly bytes: number; readonly pixels: number } =
		LIMITS.exports.pictures;

	takes({ size, width = 0, height = 0 }: MinutesFile): boolean {
		const { count, bytes, pixels } = this.#left;
		const left = { count: count - 1, bytes: bytes - size, pixels: pixels - width * height };
		if (left.count < 0 || left.bytes < 0 || left.pixels < 0) return false;
		this.#left = left;
		return true;
	}
}
