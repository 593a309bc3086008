import { addAction } from '#shared/board/actions.ts';
import { addDecision } from '#shared/board/decisions.ts';
import { capture, type Captured } from '#shared/capture.ts';
import { longDay, type Day } from '#shared/dates.ts';
import { newId, type ActionId, type AgendaItemId, type DecisionId } from '#shared/ids.ts';
import type { SessionRoom } from '#lib/sync/session-room.svelte.ts';
import type * as Y from 'yjs';

/** A typed line that became a record; the shape that the editor asks for. */
export interface CapturedRecord {
	readonly block: 'actionBlock' | 'decisionBlock';
	readonly id: string;
	readonly write: (doc: Y.Doc) => void;
}

/** Reads a typed line of this session. `today` is the day that "in two weeks" counts from. */
export function captureFor(room: SessionRoom, item: AgendaItemId | undefined, today: Day) {
	return (line: string): CapturedRecord | undefined => {
		const captured = capture(line, room.directory, today);
		return captured && recordOf(captured, room, item);
	};
}

function recordOf(captured: Captured, room: SessionRoom, item: AgendaItemId | undefined) {
	const common = { item, createdBy: room.me, createdAt: new Date().toISOString() };
	if (captured.kind === 'action') {
		const action = {
			id: newId<ActionId>(),
			...captured.action,
			status: 'agreed',
			...common
		} as const;
		const write = (doc: Y.Doc) => addAction(doc, action);
		return { block: 'actionBlock', id: action.id, write } as const;
	}
	const decision = { id: newId<DecisionId>(), ...captured, ...common };
	const write = (doc: Y.Doc) => addDecision(doc, decision);
	return { block: 'decisionBlock', id: decision.id, write } as const;
}

/** What Enter would make of a line, in words; undefined for an ordinary line. */
export function previewFor(room: SessionRoom, today: Day) {
	return (line: string): string | undefined => {
		const captured = capture(line, room.directory, today);
		if (!captured) return undefined;
		if (captured.kind !== 'action') return `records a ${captured.kind} (${captured.verb})`;
		const { leadOrganisation, leadPerson, due, unread } = captured.action;
		const lead = room.delegation(leadOrganisation)?.organisation.code ?? 'no lead yet';
		const person = room.person(leadPerson)?.name;
		const parts = [
			`adds an action for ${lead}${person ? `, ${person}` : ''}`,
			due ? `due ${longDay(due)}` : 'without a date',
			...(unread.length > 0 ? [`not understood: ${unread.join(' ')}`] : [])
		];
		return parts.join(' · ');
	};
}
