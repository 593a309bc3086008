import type { ActionRecord } from '#shared/board/actions.ts';
import type { AgreedAction, FollowUpView } from '#shared/follow-up/follow-up.ts';

/** Records with what was agreed in the place of what the document says; those that it has lost come last. */
export function asAgreed(
	records: readonly ActionRecord[],
	differing: readonly FollowUpView[]
): readonly ActionRecord[] {
	if (differing.length === 0) return records;
	const left = new Map(differing.map(({ action, agreed }) => [action, agreed]));
	const shown = records.map((record) => {
		const agreed = left.get(record.id);
		left.delete(record.id);
		return agreed ? { ...record, ...agreed } : record;
	});
	const lost = [...left].flatMap(([id, agreed]) => (agreed ? [{ ...NOTHING, ...agreed, id }] : []));
	return [...shown, ...lost];
}

/** What is not known of an action that its document has lost. */
const NOTHING: Omit<ActionRecord, 'id' | keyof AgreedAction> = {
	...{ support: [], informed: [], priority: 'normal', dependsOn: [], item: undefined },
	...{ unread: [], illustrative: false, createdBy: undefined, createdAt: '' }
};
