import { isId, type PersonId } from '../ids.ts';
import { isDay, type Day } from '../time/dates.ts';
import { isDeed, type DeedName } from './deeds.ts';

/** The chain of what belongs to no session. */
export const INSTALLATION = 'installation';

/** Which rows of the audit are shown or exported; kept in the address. */
export interface AuditFilter {
	/** The id of a session, or `installation`; undefined for all. */
	readonly chain: string | undefined;
	readonly person: PersonId | undefined;
	readonly deed: DeedName | undefined;
	readonly outcome: 'done' | 'refused' | undefined;
	/** The first and the last day, in UTC. */
	readonly from: Day | undefined;
	readonly to: Day | undefined;
}

/** Reads the filter from an address; what is missing or malformed is left out. */
export function readAuditFilter(query: URLSearchParams): AuditFilter {
	const [chain, person, deed] = [query.get('chain'), query.get('person'), query.get('deed')];
	const [outcome, from, to] = [query.get('outcome'), query.get('from'), query.get('to')];
	return {
		chain: chain === INSTALLATION || isId(chain) ? chain : undefined,
		person: isId(person) ? (person as PersonId) : undefined,
		deed: isDeed(deed) ? deed : undefined,
		outcome: outcome === 'done' || outcome === 'refused' ? outcome : undefined,
		from: isDay(from) ? from : undefined,
		to: isDay(to) ? to : undefined
	};
}

/** The inverse of {@link readAuditFilter}: the query of a filter, and what else stands in the address. */
export function auditQuery(
	filter: AuditFilter,
	more: Readonly<Record<string, string>> = {}
): string {
	const fields = Object.entries({ ...filter, ...more }).flatMap(([name, value]) =>
		typeof value === 'string' ? [[name, value]] : []
	);
	return fields.length > 0 ? `?${new URLSearchParams(fields)}` : '';
}
