import type { SessionId } from '#shared/ids.ts';
import type { Database } from '../store/connect.ts';

/** The earlier sessions of a session's series, latest first. */
export async function earlierSessions(database: Database, session: SessionId) {
	return database
		.selectFrom('session as this')
		.innerJoin('session as earlier', 'earlier.series_id', 'this.series_id')
		.select(['earlier.id', 'earlier.state', 'earlier.reference'])
		.where('this.id', '=', session)
		.where((where) =>
			where.or([
				where('earlier.date', '<', where.ref('this.date')),
				where.and([
					where('earlier.date', '=', where.ref('this.date')),
					where('earlier.sequence', '<', where.ref('this.sequence'))
				])
			])
		)
		.orderBy('earlier.date', 'desc')
		.orderBy('earlier.sequence', 'desc')
		.execute();
}
