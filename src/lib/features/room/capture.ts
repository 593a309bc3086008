import { m } from '#messages/messages.js';
import { addAction } from '#shared/board/actions.ts';
import { addDecision, VERB_WORDS } from '#shared/board/decisions.ts';
import type { CapturedLine, Capturing } from '#shared/capture/captured-line.ts';
import { capture, SIGNS, type Captured } from '#shared/capture/capture.ts';
import { unreadSpans } from '#shared/capture/unread-spans.ts';
import { longDay } from '#shared/time/dates.ts';
import type { ActionId, AgendaItemId, DecisionId } from '#shared/ids.ts';
import type { SessionRoom } from '#lib/room/session-room.svelte.ts';

/** Typed capture for this session, under an agenda item or in another text. */
export function capturingIn(room: SessionRoom, item: AgendaItemId | undefined): Capturing {
	const line = (text: string): CapturedLine | undefined => {
		const captured = capture(text, room.captureContext);
		return captured && inRoom(captured, room, item);
	};
	return {
		line,
		turned: (text, kind) => line(`${SIGNS[kind]} ${text}`),
		unread(text) {
			const captured = capture(text, room.captureContext);
			return captured?.kind === 'action' ? unreadSpans(text, captured.action.unread) : [];
		}
	};
}

function inRoom(
	captured: Captured,
	room: SessionRoom,
	item: AgendaItemId | undefined
): CapturedLine {
	const common = { item, createdBy: room.me, createdAt: new Date().toISOString() };
	switch (captured.kind) {
		case 'action':
			return {
				as: 'card',
				family: 'action',
				write: (doc, id) =>
					addAction(doc, { id: id as string as ActionId, ...captured.action, ...common })
			};
		case 'decision':
		case 'conclusion':
			return {
				as: 'card',
				family: 'decision',
				write: (doc, id) =>
					addDecision(doc, { id: id as string as DecisionId, ...captured, ...common })
			};
		case 'quotation':
			return { as: 'quotation' };
		case 'open-point':
			return { as: 'openPoint' };
		case 'text':
			return { as: 'paragraph' };
	}
}

/** What pressing Enter would do with a line, in words; undefined for an ordinary line. */
export function previewFor(room: SessionRoom) {
	return (line: string): string | undefined => {
		const captured = capture(line, room.captureContext);
		switch (captured?.kind) {
			case 'action':
				return actionWords(captured.action, room);
			case 'decision':
				return m.room_records_a_decision({ verb: VERB_WORDS[captured.verb]() });
			case 'conclusion':
				return m.room_records_a_conclusion({ verb: VERB_WORDS[captured.verb]() });
			case 'quotation':
				return m.room_sets_a_quotation();
			case 'open-point':
				return m.room_notes_an_open_point();
			case 'text':
				return m.room_keeps_the_line_as_text();
			case undefined:
				return undefined;
		}
	};
}

function actionWords(
	{ leadOrganisation, leadPerson, due, unread }: (Captured & { kind: 'action' })['action'],
	room: SessionRoom
): string {
	const lead = room.people.delegation(leadOrganisation)?.organisation.code ?? m.room_no_lead_yet();
	const person = room.people.person(leadPerson)?.name;
	const parts = [
		m.room_adds_an_action_for({ lead: person ? `${lead}, ${person}` : lead }),
		due ? m.room_due({ day: longDay(due) }) : m.room_without_a_date(),
		...(unread.length > 0 ? [m.room_not_understood({ unread: unread.join(' ') })] : [])
	];
	return parts.join(' · ');
}
