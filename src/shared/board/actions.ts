import * as Y from 'yjs';
import { isDay, type Day } from '../time/dates.ts';
import {
	isId,
	type ActionId,
	type AgendaItemId,
	type OrganisationId,
	type PersonId
} from '../ids.ts';
import { PRIORITIES, type Priority } from '../follow-up/status.ts';
import {
	addRecord,
	copiesOf,
	recordIn,
	sayRecord,
	withdrawRecord,
	wordsOfRecord
} from '../records/records.ts';
import { asSet, byTime, choiceField, instantField, setField, textField } from './schema.ts';
import { chooseRecords, NOTHING_KNOWN, type Choice } from './fair-records.ts';

/**
 * A follow-up action as the document holds it: what people co-write. An action needs exactly one lead organisation and
 * one lead person; while one is missing it is undefined, and `unread` keeps the words of a typed line that could not be
 * understood. The server decides its status: see follow-up.
 */
export interface ActionRecord {
	readonly id: ActionId;
	readonly text: string;
	readonly leadOrganisation: OrganisationId | undefined;
	readonly leadPerson: PersonId | undefined;
	readonly support: readonly OrganisationId[];
	readonly informed: readonly OrganisationId[];
	readonly due: Day | undefined;
	readonly priority: Priority;
	/** Actions that must be done before it. */
	readonly dependsOn: readonly ActionId[];
	readonly item: AgendaItemId | undefined;
	readonly unread: readonly string[];
	readonly illustrative: boolean;
	readonly createdBy: PersonId | undefined;
	readonly createdAt: string;
}

type Later = 'illustrative' | 'informed' | 'priority' | 'dependsOn';

/** What a typed line or a form must supply; the rest may be added afterwards. */
export type NewAction = Omit<ActionRecord, Later> & Partial<Pick<ActionRecord, Later>>;

/** Adds an action. The caller chooses the id and wraps this in a transaction with its own origin. */
export function addAction(doc: Y.Doc, action: NewAction): void {
	addRecord(
		doc,
		'actions',
		action.id,
		[
			['leadOrganisation', action.leadOrganisation ?? ''],
			['leadPerson', action.leadPerson ?? ''],
			['support', asSet(action.support)],
			['informed', asSet(action.informed ?? [])],
			['due', action.due ?? ''],
			['priority', action.priority ?? 'normal'],
			['dependsOn', asSet(action.dependsOn ?? [])],
			['item', action.item ?? ''],
			['unread', asSet(action.unread)],
			['illustrative', action.illustrative ?? false],
			['createdBy', action.createdBy ?? ''],
			['createdAt', action.createdAt]
		],
		action.text
	);
}

/** The parts of an action that people may change after it was added. */
export type ActionChange = Partial<
	Pick<
		ActionRecord,
		| 'text'
		| 'leadOrganisation'
		| 'leadPerson'
		| 'support'
		| 'informed'
		| 'due'
		| 'priority'
		| 'dependsOn'
		| 'unread'
	>
>;

/** Fields of an action as a person saw them before changing it. */
export type ActionSeen = Partial<
	Pick<ActionRecord, 'text' | 'leadOrganisation' | 'leadPerson' | 'due' | 'priority'>
>;

/** True while the named fields of an action are still as the person saw them. */
export function isAsSeen(action: ActionRecord, seen: ActionSeen): boolean {
	return Object.entries(seen).every(
		([field, value]) => action[field as keyof ActionSeen] === value
	);
}

/**
 * Changes fields of an action; fields not named stay as they are. Naming a lead clears the handles that could not be
 * read, naming a date clears the rest. False when the action is gone.
 */
export function changeAction(doc: Y.Doc, id: ActionId, change: ActionChange): boolean {
	const record = recordIn(doc, 'actions', id);
	if (!record) return false;
	for (const key of ['leadOrganisation', 'leadPerson', 'due', 'priority'] as const)
		if (key in change) record.set(key, change[key] ?? '');
	for (const key of ['support', 'informed', 'dependsOn'] as const)
		if (change[key]) replaceSet(record, key, change[key]);
	if (change.text !== undefined) sayRecord(copiesOf(doc, 'actions', id), change.text);
	const left = (change.unread ?? setField(record, 'unread')).filter((words) =>
		words.startsWith('@') ? !change.leadOrganisation : !change.due
	);
	replaceSet(record, 'unread', left);
	return true;
}

/** Withdraws an action. Its number is never reused and prints "void". */
export function withdrawAction(doc: Y.Doc, id: ActionId): void {
	withdrawRecord(doc, 'actions', id);
}

/** One action, or undefined when it is gone. */
export function readAction(doc: Y.Doc, id: ActionId): ActionRecord | undefined {
	const record = recordIn(doc, 'actions', id);
	return record && parse(doc, id, record);
}

/**
 * All actions of a document, oldest first. Malformed records of a hostile client are read as far as they make sense.
 */
export function readActions(
	doc: Y.Doc,
	{ read }: Choice = chooseRecords(doc, 'actions', NOTHING_KNOWN)
): ActionRecord[] {
	return read.map(([id, record]) => parse(doc, id as ActionId, record)).sort(byTime);
}

function parse(doc: Y.Doc, id: ActionId, record: Y.Map<unknown>): ActionRecord {
	const due = textField(record, 'due');
	return {
		id,
		text: wordsOfRecord(copiesOf(doc, 'actions', id)),
		leadOrganisation: idField<OrganisationId>(record, 'leadOrganisation'),
		leadPerson: idField<PersonId>(record, 'leadPerson'),
		support: setField(record, 'support').filter(isId) as OrganisationId[],
		informed: setField(record, 'informed').filter(isId) as OrganisationId[],
		due: isDay(due) ? due : undefined,
		priority: choiceField(record, 'priority', PRIORITIES, 'normal'),
		dependsOn: setField(record, 'dependsOn').filter(isId) as ActionId[],
		item: idField<AgendaItemId>(record, 'item'),
		unread: setField(record, 'unread'),
		illustrative: record.get('illustrative') === true,
		createdBy: idField<PersonId>(record, 'createdBy'),
		createdAt: instantField(record, 'createdAt')
	};
}

function idField<T extends string>(record: Y.Map<unknown>, key: string): T | undefined {
	const value = record.get(key);
	return isId(value) ? (value as T) : undefined;
}

function replaceSet(record: Y.Map<unknown>, key: string, members: readonly string[]): void {
	const set = record.get(key);
	if (!(set instanceof Y.Map)) {
		record.set(key, asSet(members));
		return;
	}
	for (const old of [...set.keys()]) if (!members.includes(old)) set.delete(old);
	for (const member of members) if (!set.has(member)) set.set(member, true);
}
