import { isForEverybody, type Audience } from '../access.ts';
import type { Label } from '../markings.ts';

/** A way in which the words of a document reach somebody. */
export type ReadWay =
	'editor' | 'page' | 'records' | 'version' | 'held' | 'minutes' | 'register' | 'search';

/** Whether it is audited that somebody reads a document: not everybody in its session may, or it is `TLP:RED`. */
export function isReadAudited({
	audience,
	label
}: {
	readonly audience: Audience;
	readonly label: Label;
}): boolean {
	return label === 'TLP:RED' || !isForEverybody(audience);
}
