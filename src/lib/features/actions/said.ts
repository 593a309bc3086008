import { m } from '#messages/messages.js';

/** The kinds of words that a step or answer asks for. */
export type SaidWith = 'reason' | 'evidence' | 'decline';

/** Label and hint of the field for those words. */
export function saidFor(what: SaidWith): { label: string; hint?: string } {
	switch (what) {
		case 'reason':
			return { label: m.actions_reason(), hint: m.actions_reason_hint() };
		case 'evidence':
			return { label: m.actions_evidence(), hint: m.actions_evidence_hint() };
		case 'decline':
			return { label: m.actions_decline_reason() };
	}
}
