import type { FileTypeKey } from '../files/file-types.ts';
import type { AudienceLimits } from '../marking.ts';
import type { Label } from '../markings.ts';

/** A file that the reader may have. */
export interface MinutesFile {
	/** Named by nodes of type `pictureBlock` of the texts that show it, in `attrs.id`. */
	readonly id: string;
	readonly name: string;
	readonly type: FileTypeKey;
	/** Bytes. */
	readonly size: number;
	/** Hexadecimal. */
	readonly sha256: string;
	/** Its own, or that of its document where that is stricter. */
	readonly label: Label;
	/** Undefined: whoever may read its document. */
	readonly limits?: AudienceLimits | undefined;
	/** It is marked otherwise than its document. */
	readonly isOwn: boolean;
	/** What it stands on: the reference of an action, or the title of a document. */
	readonly on: string;
	/** What a picture shows; empty where nobody has said. */
	readonly alt: string;
	readonly isDecorative: boolean;
	/** Pixels. */
	readonly width?: number | undefined;
	readonly height?: number | undefined;
	/** Its bytes in base 64, of a picture in a text; undefined where there are too many for one paper. */
	readonly data?: string | undefined;
}
