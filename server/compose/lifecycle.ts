/** Something that begins with the board, ends with it, or both. */
export interface Part {
	readonly name: string;
	readonly start?: () => unknown;
	readonly close?: () => unknown;
}

/** Starts parts one after another, in order. Throws what the first one throws that cannot. */
export async function startAll(parts: readonly Part[]): Promise<void> {
	for (const { start } of parts) await start?.();
}

/** Closes parts one after another, last one first. One that fails holds up none of the others; the first error is thrown. */
export async function closeAll(parts: readonly Part[]): Promise<void> {
	const errors: unknown[] = [];
	for (const { name, close } of parts.toReversed())
		try {
			await close?.();
		} catch (error) {
			errors.push(new Error(`${name} could not be closed`, { cause: error }));
		}
	if (errors.length > 0) throw errors[0];
}
