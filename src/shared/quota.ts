import { refuse, type Refusal } from './refusals.ts';

/** A refusal, with the limit in words, where there are already as many of something as there may be. */
export function judgeQuota(
	count: number,
	most: number,
	words: (inputs: { most: number }) => string
): Refusal | undefined {
	return count >= most ? refuse('limit-reached', words({ most })) : undefined;
}
