import { dayIn, type Day } from '#shared/time/dates.ts';
import { isOpen } from '#shared/follow-up/status.ts';
import type { PersonId, SessionId } from '#shared/ids.ts';
import type { CarriedAction } from '#shared/register/register-action.ts';
import type { Database } from '../store/connect.ts';
import type { Actions } from '../register/actions.ts';
import { numberOf } from '../records/numbered.ts';

/** The actions that a session carried over when it started and that are still open, if the person may read them. */
export async function carriedActions(
	{ database, actions }: { readonly database: Database; readonly actions: Actions },
	person: PersonId,
	session: SessionId
): Promise<CarriedAction[]> {
	const rows = await database
		.selectFrom('carried_action')
		.innerJoin('session', 'session.id', 'carried_action.session_id')
		.innerJoin(
			'register_number',
			numberOf('carried_action.action_id', 'carried_action.document_id')
		)
		.select(['carried_action.action_id', 'carried_action.document_id', 'postponed'])
		.select(['register_number.given_at', 'register_number.session_id as from_session'])
		.select(['session.date', 'session.time_zone'])
		.where('carried_action.session_id', '=', session)
		.execute();
	if (rows.length === 0) return [];
	const known = new Map(rows.map((row) => [`${row.document_id} ${row.action_id}`, row]));
	const sessions = [...new Set(rows.map((row) => row.from_session))];
	return (await actions.of(person, sessions)).flatMap((action) => {
		const row = known.get(`${action.document} ${action.id}`);
		if (!row || action.void || !isOpen(action.status)) return [];
		const age = daysBetween(dayIn(row.time_zone, new Date(row.given_at)), row.date);
		return [{ ...action, age: Math.max(0, age), postponed: row.postponed }];
	});
}

const DAY = 86_400_000; // ms

function daysBetween(from: Day, to: Day): number {
	return Math.round((Date.parse(to) - Date.parse(from)) / DAY);
}
