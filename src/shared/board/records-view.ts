import type { ActionRecord } from './actions.ts';
import type { DecisionRecord } from './decisions.ts';
import { byTime } from './schema.ts';
import type { ActionId, DecisionId } from '../ids.ts';

/** The actions and decisions of a document, oldest first, for those who do not have it open. */
export interface RecordsView {
	readonly actions: readonly ActionRecord[];
	readonly decisions: readonly DecisionRecord[];
}

/** What became different in a {@link RecordsView}: records that are new or changed, and those that are gone. */
export interface RecordsChange extends RecordsView {
	readonly gone: readonly (ActionId | DecisionId)[];
}

export const NO_RECORDS: RecordsView = { actions: [], decisions: [] };

type Kept = ActionRecord | DecisionRecord;

/** The change that turns one view into another; undefined when they are equal. */
export function recordsChange(before: RecordsView, now: RecordsView): RecordsChange | undefined {
	const actions = changed(before.actions, now.actions);
	const decisions = changed(before.decisions, now.decisions);
	const left = new Set<string>([...now.actions, ...now.decisions].map(({ id }) => id));
	const gone = [...before.actions, ...before.decisions].flatMap(({ id }) =>
		left.has(id) ? [] : [id]
	);
	return actions.length + decisions.length + gone.length > 0
		? { actions, decisions, gone }
		: undefined;
}

/** The view after a change. */
export function afterRecordsChange(
	before: RecordsView,
	{ actions, decisions, gone }: RecordsChange
): RecordsView {
	const left = new Set<string>(gone);
	return {
		actions: merged(before.actions, actions, left),
		decisions: merged(before.decisions, decisions, left)
	};
}

function changed<R extends Kept>(before: readonly R[], now: readonly R[]): R[] {
	const known = new Map(before.map((record) => [record.id as string, JSON.stringify(record)]));
	return now.filter((record) => known.get(record.id) !== JSON.stringify(record));
}

function merged<R extends Kept>(
	before: readonly R[],
	changes: readonly R[],
	gone: ReadonlySet<string>
): R[] {
	const byId = new Map(before.map((record) => [record.id as string, record]));
	for (const record of changes) byId.set(record.id, record);
	for (const id of gone) byId.delete(id);
	return [...byId.values()].sort(byTime);
}
