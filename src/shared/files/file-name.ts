import { oneLine, withoutDirection } from '../hidden-characters.ts';
import { FILE_TYPES, type FileTypeKey } from './file-types.ts';

/** Characters. */
const LONGEST_NAME = 120;
const LONGEST_ENDING = 12;

/** What no system takes in a name, or takes for something else. */
const UNSAFE = /["*:<>?|\\/%;]/g;

/** A name as it is kept: one line without folders, and without what a reader would not see or a system misread. */
export function cleanFileName(text: string): string {
	const name = text.split(/[\\/]/).at(-1) ?? '';
	const clean = oneLine(withoutDirection(name).replaceAll(UNSAFE, ' '), 2 * LONGEST_NAME);
	return clean.replaceAll(/^[\s.~-]+|[\s.]+$/g, '');
}

/** The ending of a name, in small letters; empty for none. */
export function endingOf(name: string): string {
	const ending = /\.([a-z0-9]+)$/i.exec(name)?.[1] ?? '';
	return ending.length <= LONGEST_ENDING ? ending.toLowerCase() : '';
}

/** The name of a file of this type, so that nothing opens it as another one. `other` names what has no name. */
export function nameAs(type: FileTypeKey, text: string, other: string): string {
	const { endings } = FILE_TYPES[type];
	const name = cleanFileName(text) || other;
	const ending = endingOf(name);
	const isOwn = endings.some((one) => one === ending);
	const stem = isOwn ? name.slice(0, -ending.length - 1) : name;
	const kept = [...stem]
		.slice(0, LONGEST_NAME - LONGEST_ENDING)
		.join('')
		.trim();
	return `${kept || other}.${isOwn ? ending : endings[0]}`;
}
