import { m } from '#messages/messages.js';
import type * as Y from 'yjs';
import { isId, type ActionId, type AgendaItemId, type DecisionId, type PersonId } from '../ids.ts';
import {
	addRecord,
	copiesOf,
	recordIn,
	sayRecord,
	withdrawRecord,
	wordsOfRecord
} from '../records/records.ts';
import { byTime, choiceField, instantField, textField } from './schema.ts';
import { chooseRecords, NOTHING_KNOWN, type Choice } from './fair-records.ts';

export const DECISION_KINDS = ['decision', 'conclusion'] as const;
export type DecisionKind = (typeof DECISION_KINDS)[number];

/** What a controlled verb does: it binds, takes a position, asks for an action, or only records. */
export const VERB_FORCES = {
	binding: ['adopted', 'decided', 'agreed'],
	position: ['reaffirmed', 'concluded'],
	action: ['invited', 'requested', 'undertook'],
	none: ['took note', 'highlighted', 'stated']
} as const;
export type VerbForce = keyof typeof VERB_FORCES;

export const FORCE_WORDS: Record<VerbForce, () => string> = {
	binding: m.decision_binding,
	position: m.decision_position,
	action: m.decision_action,
	none: m.decision_none
};

/** Controlled verbs, most binding first. */
export const DECISION_VERBS = [
	...VERB_FORCES.binding,
	...VERB_FORCES.position,
	...VERB_FORCES.action,
	...VERB_FORCES.none
] as const;
export type DecisionVerb = (typeof DECISION_VERBS)[number];

/** How the verbs are worded for people; the document holds the key itself. */
export const VERB_WORDS: Record<DecisionVerb, () => string> = {
	adopted: m.verb_adopted,
	decided: m.verb_decided,
	agreed: m.verb_agreed,
	reaffirmed: m.verb_reaffirmed,
	concluded: m.verb_concluded,
	invited: m.verb_invited,
	requested: m.verb_requested,
	undertook: m.verb_undertook,
	'took note': m.verb_took_note,
	highlighted: m.verb_highlighted,
	stated: m.verb_stated
};

export const KIND_WORDS: Record<DecisionKind, () => string> = {
	decision: m.decision_decision,
	conclusion: m.decision_conclusion
};

export function forceOf(verb: DecisionVerb): VerbForce {
	const forces = Object.keys(VERB_FORCES) as VerbForce[];
	return forces.find((force) => VERB_FORCES[force].some((one) => one === verb)) ?? 'none';
}

/** A decision or a conclusion as the document holds it. Its number is the server's. */
export interface DecisionRecord {
	readonly id: DecisionId;
	readonly kind: DecisionKind;
	readonly verb: DecisionVerb;
	readonly text: string;
	readonly item: AgendaItemId | undefined;
	/** The action it asks for, if the verb asks for one. */
	readonly action: ActionId | undefined;
	readonly illustrative: boolean;
	readonly createdBy: PersonId | undefined;
	readonly createdAt: string;
}

export type NewDecision = Omit<DecisionRecord, 'illustrative' | 'action'> & {
	readonly illustrative?: boolean;
};

/** The parts of a decision that people may change after it was added. */
export type DecisionChange = Partial<Pick<DecisionRecord, 'verb' | 'text' | 'action'>>;

/** Adds a decision or conclusion. */
export function addDecision(doc: Y.Doc, decision: NewDecision): void {
	addRecord(
		doc,
		'decisions',
		decision.id,
		[
			['kind', decision.kind],
			['verb', decision.verb],
			['item', decision.item ?? ''],
			['action', ''],
			['illustrative', decision.illustrative ?? false],
			['createdBy', decision.createdBy ?? ''],
			['createdAt', decision.createdAt]
		],
		decision.text
	);
}

/** Changes fields of a decision; fields not named stay as they are. False when the decision is gone. */
export function changeDecision(doc: Y.Doc, id: DecisionId, change: DecisionChange): boolean {
	const record = recordIn(doc, 'decisions', id);
	if (!record) return false;
	if (change.verb) record.set('verb', change.verb);
	if ('action' in change) record.set('action', change.action ?? '');
	if (change.text !== undefined) sayRecord(copiesOf(doc, 'decisions', id), change.text);
	return true;
}

/** Withdraws a decision. Its number is never reused and prints "void". */
export function withdrawDecision(doc: Y.Doc, id: DecisionId): void {
	withdrawRecord(doc, 'decisions', id);
}

/** One decision, or undefined when it is gone. */
export function readDecision(doc: Y.Doc, id: DecisionId): DecisionRecord | undefined {
	const record = recordIn(doc, 'decisions', id);
	return record && parse(doc, id, record);
}

/** All decisions and conclusions of a document, oldest first. */
export function readDecisions(
	doc: Y.Doc,
	{ read }: Choice = chooseRecords(doc, 'decisions', NOTHING_KNOWN)
): DecisionRecord[] {
	return read.map(([id, record]) => parse(doc, id as DecisionId, record)).sort(byTime);
}

function parse(doc: Y.Doc, id: DecisionId, record: Y.Map<unknown>): DecisionRecord {
	const item = textField(record, 'item');
	const action = textField(record, 'action');
	const createdBy = textField(record, 'createdBy');
	return {
		id,
		kind: choiceField(record, 'kind', DECISION_KINDS, 'decision'),
		verb: choiceField(record, 'verb', DECISION_VERBS, 'agreed'),
		text: wordsOfRecord(copiesOf(doc, 'decisions', id)),
		item: isId(item) ? (item as AgendaItemId) : undefined,
		action: isId(action) ? (action as ActionId) : undefined,
		illustrative: record.get('illustrative') === true,
		createdBy: isId(createdBy) ? (createdBy as PersonId) : undefined,
		createdAt: instantField(record, 'createdAt')
	};
}
