import { newId } from '#shared/ids.ts';
import type { LineId } from '#shared/text/line-id.ts';

const made = new Set<string>();

/**
 * An id for a line that a command of the editor makes. The text takes it over, so that the line is not drawn a second time
 * with an id that the text gave it; ids of anywhere else are not taken.
 */
export function freshLineId(): LineId {
	const id = newId() as string as LineId;
	made.add(id);
	return id;
}

/** True once for an id that was made so. */
export function takeFresh(id: LineId): boolean {
	return made.delete(id);
}
