import * as v from 'valibot';
import { ACTION_STATUSES } from '#shared/follow-up/status.ts';
import type { FollowUpEvent } from '#shared/follow-up/follow-up.ts';
import type { ActionId, OrganisationId, PersonId } from '#shared/ids.ts';
import type { Day } from '#shared/time/dates.ts';
import { readJson } from '../store/json-column.ts';
import type { Row } from '../store/tables.ts';

const stored = <T extends string>() =>
	v.pipe(
		v.string(),
		v.transform((text) => text as T)
	);
/** JSON leaves out what is undefined; the event has it. */
const orUndefined = <T extends string>() => v.optional(stored<T>(), () => undefined);

const status = v.picklist(ACTION_STATUSES);
const step = v.exactOptional(status);
const lead = v.object({
	organisation: orUndefined<OrganisationId>(),
	person: orUndefined<PersonId>()
});

const orNull = <T extends string>() => v.exactOptional(v.nullable(stored<T>()));
/** What somebody asks to be changed, as it is stored. */
export const askedChange = v.object({
	text: v.exactOptional(v.string()),
	leadOrganisation: orNull<OrganisationId>(),
	leadPerson: orNull<PersonId>(),
	due: orNull<Day>()
});

const eventSchema = v.variant('kind', [
	v.object({
		kind: v.literal('lead'),
		...{ from: lead, to: lead, writer: v.exactOptional(stored<PersonId>()) }
	}),
	v.object({ kind: v.literal('due'), from: orUndefined<Day>(), to: orUndefined<Day>() }),
	v.object({
		kind: v.literal('moved'),
		...{ from: status, to: status, by: v.exactOptional(stored<ActionId>()) }
	}),
	v.object({ kind: v.literal('taken-on'), to: v.picklist(['accepted', 'declined']), step }),
	v.object({ kind: v.literal('progress') }),
	v.object({ kind: v.literal('evidence'), step }),
	v.object({ kind: v.literal('asked'), change: askedChange }),
	v.object({ kind: v.literal('granted'), asker: stored<PersonId>() }),
	v.object({ kind: v.literal('refused'), asker: stored<PersonId>() })
]);

type Columns = Pick<Row<'follow_up_entry'>, 'kind' | 'detail'>;

/** An event as columns of an entry's row. */
export function columnsOf({ kind, ...detail }: FollowUpEvent): Columns {
	return { kind, detail: JSON.stringify(detail) };
}

/** The event of an entry's row; undefined when it holds something else. */
export function eventOf({ kind, detail }: Columns): FollowUpEvent | undefined {
	const fields = readJson(v.record(v.string(), v.unknown()), detail);
	const read = v.safeParse(eventSchema, { ...fields, kind });
	return read.success ? read.output : undefined;
}
