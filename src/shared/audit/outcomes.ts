import { m } from '#messages/messages.js';

/** What became of a deed, in words; a refusal with its code. */
export function outcomeWords(outcome: string): string {
	if (outcome === 'done') return m.audit_done();
	return outcome === 'missing' ? m.audit_missing() : m.audit_refused_with({ code: outcome });
}
