import { m } from '#messages/messages.js';

/** Steps and answers with which something has to be said. */
export type SaidWith = 'reason' | 'evidence' | 'decline';

/** How those words are asked for. */
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
