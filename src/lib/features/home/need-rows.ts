import { m } from '#messages/messages.js';
import type { AskedOfMe, Needs, WaitingIn } from '#shared/home/home.ts';
import type { AudienceLimits } from '#shared/marking.ts';
import type { Label } from '#shared/markings.ts';
import { longDay } from '#shared/time/dates.ts';
import type { RegisterAction } from '#shared/register/register-action.ts';

/** One thing that waits for the reader: what they are asked to do, about what, and where. */
export interface NeedRow {
	readonly key: string;
	readonly verb: string;
	readonly text: string;
	readonly href: string;
	readonly reference: string;
	/** The title of its session. */
	readonly session: string;
	/** Undefined where nothing of a document is shown. */
	readonly label: Label | undefined;
	readonly limits: AudienceLimits | undefined;
	readonly illustrative: boolean;
}

/** What waits for a person as rows, the most pressing kind first. */
export function needRows({
	readBacks,
	asked,
	toAccept,
	toConfirm,
	toRecord,
	held
}: Needs): NeedRow[] {
	return [
		...readBacks.map(({ session, decision, reference, text, label, limits, illustrative }) => ({
			...{ key: `read-back ${decision}`, verb: m.home_answer(), text, reference, label },
			...{ session: session.title, illustrative, limits },
			href: `/sessions/${session.id}?decision=${decision}`
		})),
		...asked.map(askedRow),
		...toAccept.map((action) => actionRow(m.home_accept(), action)),
		...toConfirm.map((action) => actionRow(m.home_confirm(), action)),
		...toRecord.map((waiting) =>
			countRow(
				waiting.isChair ? m.home_record() : m.home_read_back(),
				m.count_proposals({ count: waiting.count }),
				waiting
			)
		),
		...held.map((waiting) =>
			countRow(m.home_look(), m.count_late_changes({ count: waiting.count }), waiting)
		)
	];
}

function askedRow({
	id,
	session,
	document,
	title,
	code,
	words,
	until,
	...marks
}: AskedOfMe): NeedRow {
	const asked = m.asks_home({ code, title, words });
	return {
		...{ key: `ask-${id}`, verb: m.home_answer(), reference: session.reference },
		text: until ? m.asks_home_until({ asked, day: longDay(until) }) : asked,
		...{ label: marks.label, limits: marks.limits, session: session.title, illustrative: false },
		href: `/sessions/${session.id}?document=${document}`
	};
}

function actionRow(verb: string, action: RegisterAction): NeedRow {
	const { id, document, session, text, reference, label, limits, illustrative } = action;
	return {
		...{ key: `${verb} ${document} ${id}`, verb, text, reference, label, illustrative },
		...{ limits, session: session.title, href: `/sessions/${session.id}?action=${id}` }
	};
}

function countRow(verb: string, text: string, { session }: WaitingIn): NeedRow {
	return {
		...{ key: `${verb} ${session.id}`, verb, text, reference: session.reference },
		...{ session: session.title, label: undefined, limits: undefined },
		illustrative: false,
		href: `/sessions/${session.id}`
	};
}
