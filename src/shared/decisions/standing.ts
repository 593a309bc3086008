import type { ReadBackView } from './read-back.ts';

/**
 * What a decision or conclusion counts for by itself: whatever anybody typed is `proposed` until the chair records it or
 * the delegations agree to it; only then it is `in-force`.
 */
export type OwnStanding = 'proposed' | 'read-back' | 'not-agreed' | 'in-force';

/** The standing by the latest read-back or record. */
export function standingOf(
	readBack: Pick<ReadBackView, 'result' | 'closedAt'> | undefined
): OwnStanding {
	if (!readBack || readBack.result === 'taken-back') return 'proposed';
	if (readBack.closedAt === undefined) return 'read-back';
	return readBack.result === 'not-agreed' ? 'not-agreed' : 'in-force';
}
