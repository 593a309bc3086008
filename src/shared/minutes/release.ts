import { inAudience, isShownTo, type Viewer } from '../access.ts';
import type { DocumentId } from '../ids.ts';
import { strictest } from '../markings.ts';
import { carrierWords, rollUp } from '../roll-up.ts';
import type { Minutes, MinutesDelegation, MinutesItem, MinutesMeeting } from './minutes.ts';
import type { MinutesStatus } from './edition.ts';
import type { MinutesFile } from './minutes-file.ts';
import type { MinutesRecord, RecordedDelegation } from './record.ts';
import { annexesIn } from './released-annexes.ts';
import { documentsFor, markOf, type Released } from './released-documents.ts';
import { NOTHING, textFor } from './released-text.ts';

/** Whose version of the minutes it is. */
export interface Release {
	/** All who must be able to read what it holds. */
	readonly viewers: readonly Viewer[];
	/** False leaves out illustrative content. */
	readonly illustrative: boolean;
	readonly at: Date;
	/** The edition that it is a copy of; without one the notes as they are now. */
	readonly edition?: { readonly reference: string; readonly status: MinutesStatus } | undefined;
	/** Who gets the copy, if that is said. */
	readonly recipient?: string | undefined;
}

type OfDocument = { readonly document: DocumentId };

/**
 * The release filter: the version of a session's minutes that some readers may have. It holds exactly what all of them may
 * read, under the numbers of the complete record, and says what is withheld, unless nobody may know of it.
 */
export function release(record: MinutesRecord, asked: Release): Minutes {
	const released = documentsFor(record, ({ isIllustrative, ...document }) => ({
		isReadable: isShownTo(asked.viewers, document),
		isWanted: asked.illustrative || !isIllustrative
	}));
	const isPrinted = (one: OfDocument & { readonly illustrative: boolean }) =>
		released.printed.has(one.document) && (asked.illustrative || !one.illustrative);
	const actions = record.actions.filter(isPrinted);
	const decisions = record.decisions.filter(isPrinted);
	const files = filesFor(released, asked, actions);
	const marked = <T extends OfDocument>({ document, ...one }: T) => ({
		...{ ...one, mark: markOf(released, document) }
	});
	const outcomes = decisions.map(marked);
	const board = released.documents.find(({ kind }) => kind === 'board');
	return {
		schema: 'briefing-board/minutes/1',
		control: controlOf(released, asked, { files, records: [...actions, ...decisions] }),
		blank: record.blank,
		meeting: { ...record.meeting, ...officersIn(record, asked), next: nextFor(record, asked) },
		delegations: record.delegations.map((one) => delegationFor(one, asked)),
		items: record.items.map(({ id: _, ...item }) => ({
			...{ ...item, speakers: speakersOf(item, record) },
			notes: board ? textFor(item.notes, released) : NOTHING
		})),
		decisions: outcomes.filter(({ kind }) => kind === 'decision'),
		conclusions: outcomes.filter(({ kind }) => kind === 'conclusion'),
		actions: actions.map(marked),
		...(files.length > 0 && { files }),
		withheld: record.numbers
			.filter(({ document }) => released.withheld.has(document))
			.map(({ reference }) => reference),
		annexes: annexesIn(released)
	};
}

interface Printed {
	readonly files: readonly MinutesFile[];
	readonly records: readonly (OfDocument & { readonly void: boolean })[];
}

function controlOf(
	{ record, documents, withheld }: Released,
	{ recipient, illustrative, at, edition }: Release,
	{ files, records }: Printed
): Minutes['control'] {
	const { label: own, ...control } = record.control;
	const boards = documents.filter(({ kind }) => kind === 'board');
	const counted = documents.filter(
		({ id, kind, isArchived }) =>
			kind !== 'board' && (!isArchived || records.some((one) => one.document === id && !one.void))
	);
	const { label, because } = rollUp(strictest([own, ...boards.map((one) => one.label)]), [
		...counted.map(({ title, label, text }) => ({
			...{ title, label, sources: text?.head?.sources.map((source) => source.label) }
		})),
		...files.map(({ name, label }) => ({ title: name, label }))
	]);
	return {
		...{ ...control, reference: edition?.reference ?? control.reference },
		status: edition?.status ?? { is: 'live' },
		...{ language: 'en', label, because: because.map(carrierWords) },
		...{ recipient, version: illustrative ? 'complete' : 'without illustrative content' },
		...{ withheld: withheld.size, preparedAt: at.toISOString() }
	};
}

/** The files that all viewers may have, of what is printed. */
function filesFor(
	{ record, documents }: Released,
	{ viewers }: Release,
	actions: readonly { readonly id: string; readonly reference: string; readonly void: boolean }[]
): MinutesFile[] {
	const known = new Map(documents.map((one) => [one.id, one]));
	return record.files.flatMap(({ document, place, audience, ...file }) => {
		const home = known.get(document);
		if (!home || !viewers.every((one) => inAudience(one, audience))) return [];
		const action = actions.find((one) => place.on === 'action' && one.id === place.action);
		const isPrinted = place.on === 'action' ? action && !action.void : !home.isArchived;
		if (!isPrinted) return [];
		const isOwn = file.limits !== undefined || file.label !== home.label;
		return [{ ...file, isOwn, on: action?.reference ?? home.title }];
	});
}

/** A delegation with the people whom this version names. */
function delegationFor(
	{ people, ...delegation }: RecordedDelegation,
	{ illustrative }: Release
): MinutesDelegation {
	const named = people.filter((person) => illustrative || !person.illustrative);
	return {
		...delegation,
		people: named.map(({ role: _, attendance, ...person }) => {
			const absence = attendance?.absence;
			const by = absence?.kind === 'replaced' ? absence.by : undefined;
			const isUnnamed = by?.illustrative === true && !illustrative;
			return {
				...person,
				attendance:
					attendance && isUnnamed
						? { ...attendance, absence: { kind: 'replaced', by: undefined } }
						: attendance
			};
		})
	};
}

/** Who led the meeting and who wrote its record, as far as this version names them. */
function officersIn(
	{ delegations }: MinutesRecord,
	{ illustrative }: Release
): Pick<MinutesMeeting, 'chair' | 'rapporteur'> {
	const people = delegations.flatMap((one) => one.people);
	const named = (role: 'chair' | 'rapporteur') =>
		people.find((one) => one.role === role && (illustrative || !one.illustrative))?.name;
	return { chair: named('chair'), rapporteur: named('rapporteur') };
}

/** Who is said to have spoken: people, their delegations, or nobody. */
function speakersOf(
	{ speakers, attribution }: Pick<MinutesItem, 'speakers' | 'attribution'>,
	{ delegations }: MinutesRecord
): MinutesItem['speakers'] {
	if (attribution === 'chatham') return [];
	if (attribution !== 'delegation') return speakers;
	const names = speakers.flatMap(({ name }) =>
		delegations.filter(({ people }) => people.some((one) => one.name === name))
	);
	return [...new Set(names)].map(({ organisation }) => ({ name: organisation, function: '' }));
}

/** The next session, if all viewers take part in it. */
function nextFor({ next }: MinutesRecord, { viewers }: Release): MinutesMeeting['next'] {
	if (!next) return undefined;
	const { reference, date, people, delegations } = next;
	const isKnown = viewers.every(({ person, organisation }) =>
		person === undefined ? delegations.includes(organisation) : people.includes(person)
	);
	return isKnown ? { reference, date } : undefined;
}
