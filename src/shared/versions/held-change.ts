import { m } from '#messages/messages.js';
import type { DocumentId, HeldId } from '../ids.ts';
import type { HeldReason } from '../protocol/sync.ts';

/** A change that was kept beside its document instead of taken. */
export interface HeldChange {
	readonly id: HeldId;
	readonly document: DocumentId;
	/** Whose it is. */
	readonly name: string;
	readonly isMine: boolean;
	readonly reason: HeldReason;
	/** Milliseconds since 1970. */
	readonly at: number;
	/** Its words, as far as they can be told; empty for a change of form. */
	readonly words: string;
	/** The reader may take it over or refuse it. */
	readonly mayTake: boolean;
}

export const HELD_WORDS: Record<HeldReason, () => string> = {
	sealed: m.held_sealed,
	'too-large': m.held_too_large,
	outdated: m.held_outdated,
	full: m.held_full
};
