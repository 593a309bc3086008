import type { ActionId, DocumentId, FileId } from '../ids.ts';
import type { MayMark } from '../marking-rights.ts';
import type { Audience } from '../access.ts';
import type { AudienceLimits } from '../marking.ts';
import type { Label } from '../markings.ts';
import type { FileTypeKey } from './file-types.ts';

/** Where in its document a file stands: on it, on an action of it, or as a picture in its text. */
export type FilePlace =
	| { readonly on: 'document' }
	| { readonly on: 'action'; readonly action: ActionId }
	| { readonly on: 'text' };

/** A file as one reader may know of it. */
export interface FileView {
	readonly id: FileId;
	readonly document: DocumentId;
	readonly place: FilePlace;
	readonly name: string;
	readonly type: FileTypeKey;
	/** Bytes. */
	readonly size: number;
	/** Hexadecimal. */
	readonly sha256: string;
	/** Pixels of a picture. */
	readonly width: number | undefined;
	readonly height: number | undefined;
	/** What a picture shows; empty where nobody has said. */
	readonly alt: string;
	/** It shows nothing that words could say. */
	readonly isDecorative: boolean;
	/** Its own, or that of its document where that is stricter. */
	readonly label: Label;
	/** Its own; two empty lists: whoever may read the document. */
	readonly audience: Audience;
	/** For whom it is, in few words, where that is not all who may read the document. */
	readonly limits: AudienceLimits | undefined;
	/** Whoever added it: name, and code of the organisation it comes from. */
	readonly by: string;
	readonly organisation: string;
	/** Milliseconds since 1970. */
	readonly addedAt: number;
	/** How often it was marked anew. */
	readonly revision: number;
	/** What the reader may do with it. */
	readonly mayChange: boolean;
	readonly mayRemove: boolean;
	readonly mayMark: MayMark | undefined;
}

/** A picture of which nobody has said what it shows. */
export function lacksWords({ alt, isDecorative, width }: FileView): boolean {
	return width !== undefined && !isDecorative && alt === '';
}
