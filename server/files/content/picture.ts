/** A picture without what it says besides itself: places, devices, comments, thumbnails, and bytes behind its end. */
export interface Picture {
	readonly bytes: Uint8Array;
	/** Pixels, as it is stored. */
	readonly width: number;
	readonly height: number;
}
