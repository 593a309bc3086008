import {
	documentAccess,
	inAudience,
	type Access,
	type Audience,
	type Guarded,
	type Reader
} from '../access.ts';
import { strictest, type Label } from '../markings.ts';

/** What access to a file depends on, besides its reader and its document. */
export interface GuardedFile {
	/** Its own; two empty lists mean all who may read the document. */
	readonly audience: Audience;
}

/**
 * What a reader may do with a file: never more than with its document, and nothing outside the file's own audience. So
 * whatever changes who may read the document holds for its files at once.
 */
export function fileAccess(
	reader: Reader | undefined,
	document: Guarded,
	{ audience }: GuardedFile
): Access {
	const access = documentAccess(reader, document);
	return reader && inAudience(reader, audience) ? access : 'none';
}

/** The label of a file: its own, or that of its document, whichever is stricter. */
export function fileLabel(document: Label, own: Label | undefined): Label {
	return own ? strictest([document, own]) : document;
}
