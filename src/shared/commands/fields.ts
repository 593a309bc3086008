import { m } from '#messages/messages.js';
import * as v from 'valibot';
import { oneLine, withoutDirection } from '../hidden-characters.ts';
import { isDay, isTimeZone } from '../time/dates.ts';
import {
	idSchema,
	type ActionId,
	type AgendaItemId,
	type CorrectionId,
	type DecisionId,
	type DocumentId,
	type EditionId,
	type ExportJobId,
	type FileId,
	type HeldId,
	type OrganisationId,
	type PersonId,
	type ReadBackId,
	type RequestId,
	type SessionId,
	type StayId,
	type TurnId,
	type VersionId
} from '../ids.ts';
import { LONGEST_WHY, SHORTEST_WHY } from '../justification.ts';
import { cleanCaveat, LONGEST_CAVEAT } from '../marking.ts';
import { LABELS } from '../markings.ts';
import type { LineId } from '../text/line-id.ts';

/** One line of text, with white space collapsed. */
export const line = (longest: number) =>
	v.pipe(
		v.string(),
		v.transform((text) => text.replaceAll(/\s+/g, ' ').trim()),
		v.maxLength(longest, () => m.field_at_most_characters({ longest }))
	);

/** Characters. */
export const LONGEST_TITLE = 200;

export const title = v.pipe(
	line(LONGEST_TITLE),
	v.minLength(1, () => m.field_must_not_be_empty())
);
export const viewName = v.pipe(
	line(80),
	v.minLength(1, () => m.field_must_not_be_empty())
);
export const versionLabel = v.pipe(
	line(120),
	v.minLength(1, () => m.field_must_not_be_empty())
);
/** Characters of one line, and of a longer text. */
export const LONGEST_LINE = 300;
export const LONGEST_TEXT = 4_000;

export const shortText = line(LONGEST_LINE);
export const longText = v.pipe(
	v.string(),
	v.trim(),
	v.maxLength(LONGEST_TEXT, () => m.field_at_most_4000_characters())
);
export const email = v.pipe(
	v.string(),
	v.trim(),
	v.maxLength(320),
	v.email(() => m.field_is_not_an_e_mail())
);
export const dayField = v.pipe(
	v.string(),
	v.check(
		(text) => isDay(text),
		() => m.field_must_be_a_date_such()
	)
);
export const clockField = v.pipe(
	v.string(),
	v.regex(/^([01]\d|2[0-3]):[0-5]\d$/, () => m.field_must_be_a_time_such())
);
export const timeZone = v.pipe(
	v.string(),
	v.check(
		(text) => isTimeZone(text),
		() => m.field_is_not_a_time_zone()
	)
);
/** The identity of a line in a text. */
export const lineId = v.pipe(
	v.string(),
	v.regex(/^[a-z2-9]{24}$/, () => m.field_is_not_an_id()),
	v.transform((text) => text as LineId)
);
export const label = v.picklist(LABELS, () => m.field_is_not_a_tlp_label());
/** Why someone overrides what the board asks for. */
export const reason = v.pipe(
	line(500),
	v.minLength(1, () => m.field_must_not_be_empty())
);
/** Why somebody opens a restricted document. */
export const justification = v.pipe(
	v.string(),
	v.maxLength(1_000),
	v.transform((text) => oneLine(withoutDirection(text), 1_000)),
	v.minLength(SHORTEST_WHY, () => m.field_at_least_characters({ shortest: SHORTEST_WHY })),
	v.maxLength(LONGEST_WHY, () => m.field_at_most_characters({ longest: LONGEST_WHY }))
);
/** Whose copy a file is, as printed on each page. */
export const recipient = v.pipe(
	v.string(),
	v.maxLength(1_000),
	v.transform((text) => oneLine(withoutDirection(text), 120)),
	v.minLength(1, () => m.field_must_not_be_empty())
);
/** Milliseconds since 1970. */
export const instant = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(8.64e15));
export const plannedMinutes = v.pipe(
	v.number(),
	v.integer(),
	v.minValue(1),
	v.maxValue(1_440, () => m.field_at_most_24_hours())
);

export const actionId = idSchema<ActionId>();
export const correctionId = idSchema<CorrectionId>();
export const editionId = idSchema<EditionId>();
export const decisionId = idSchema<DecisionId>();
export const documentId = idSchema<DocumentId>();
export const exportJobId = idSchema<ExportJobId>();
export const fileId = idSchema<FileId>();
export const itemId = idSchema<AgendaItemId>();
export const organisationId = idSchema<OrganisationId>();
export const personId = idSchema<PersonId>();
export const readBackId = idSchema<ReadBackId>();
export const sessionId = idSchema<SessionId>();
export const stayId = idSchema<StayId>();
export const turnId = idSchema<TurnId>();
export const versionId = idSchema<VersionId>();
export const heldId = idSchema<HeldId>();
export const requestId = idSchema<RequestId>();

/** Besides a label: one line of words that the standard does not have. */
export const caveat = v.pipe(
	v.string(),
	v.maxLength(1_000),
	v.transform(cleanCaveat),
	v.maxLength(LONGEST_CAVEAT, () => m.field_at_most_characters({ longest: LONGEST_CAVEAT }))
);

const MOST_NAMED = 2_000; // more than take part in the largest session
const some = <Id extends v.GenericSchema<string, string>>(id: Id) =>
	v.pipe(v.array(id), v.maxLength(MOST_NAMED));
const named = v.pipe(
	v.object({ organisations: some(organisationId), persons: some(personId) }),
	v.check(({ organisations, persons }) => organisations.length + persons.length > 0)
);

/** Said, never assumed: everybody in the session, only these delegations and people, or those who are present. */
export const audience = v.union(
	[
		v.literal('everybody'),
		named,
		v.object({ present: v.literal(true), also: some(personId), without: some(personId) })
	],
	() => m.field_no_audience()
);

export const organisationCode = v.pipe(
	v.string(),
	v.trim(),
	v.regex(/^[A-Za-z0-9-]{2,20}$/, () => m.field_2_to_20_letters_digits())
);
export const country = v.pipe(
	v.string(),
	v.trim(),
	v.toUpperCase(),
	v.regex(/^[A-Z]{2,3}$/, () => m.field_such_as_fr_eu_or())
);

/** A field that null empties. */
export const orNull = <Schema extends v.GenericSchema<unknown, unknown>>(schema: Schema) =>
	v.union([
		v.pipe(
			v.null(),
			v.transform(() => undefined)
		),
		schema
	]);

/** A field that may be left empty. */
export const orEmpty = <Schema extends v.GenericSchema<string, unknown>>(schema: Schema) =>
	v.union([
		v.pipe(
			v.literal(''),
			v.transform(() => undefined)
		),
		schema
	]);
