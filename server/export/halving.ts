/** Something that makes an attempt fail, with what was said about it. */
export interface Failing<T> {
	readonly one: T;
	readonly reason: string;
}

const MOST_SAID = 400; // characters

/** Which of some things make an attempt fail. One bad among thousands costs some twenty attempts. */
export async function failing<T>(
	things: readonly T[],
	attempt: (things: readonly T[]) => unknown
): Promise<Failing<T>[]> {
	const [one] = things;
	if (one === undefined) return [];
	try {
		await attempt(things);
		return [];
	} catch (error) {
		if (things.length === 1) return [{ one, reason: String(error).slice(0, MOST_SAID) }];
		const half = Math.ceil(things.length / 2);
		const first = await failing(things.slice(0, half), attempt);
		return [...first, ...(await failing(things.slice(half), attempt))];
	}
}
