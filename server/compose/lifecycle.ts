/** Something that starts with the board, closes with it, or both. */
export interface Part {
	readonly name: string;
	readonly start?: () => unknown;
	readonly close?: () => unknown;
}

/** Starts parts one after another, in order. Stops at the first that fails and throws its error. */
export async function startAll(parts: readonly Part[]): Promise<void> {
	for (const { start } of parts) await start?.();
}

/**
 * Closes parts one after another, last one first. Closes all of them even if some fail, then throws the first error.
 */
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
