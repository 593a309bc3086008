import { m } from '#messages/messages.js';
import * as v from 'valibot';
import { isDay, isTimeZone } from '#shared/time/dates.ts';
import { PRIORITIES } from '#shared/follow-up/status.ts';
import {
	idSchema,
	type ActionId,
	type OrganisationId,
	type PersonId,
	type SeriesId
} from '#shared/ids.ts';
import { LABELS } from '#shared/markings.ts';
import { ITEM_KINDS, type ItemKind } from '#shared/sessions/agenda-item.ts';

/** Fields that commands and forms share. */
const line = (longest: number) =>
	v.pipe(
		v.string(),
		v.transform((text) => text.replaceAll(/\s+/g, ' ').trim()),
		v.maxLength(longest, m.field_at_most_characters({ longest }))
	);

export const title = v.pipe(
	line(200),
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
export const shortText = line(300);
export const longText = v.pipe(
	v.string(),
	v.trim(),
	v.maxLength(4_000, () => m.field_at_most_4000_characters())
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
export const label = v.picklist(LABELS, () => m.field_is_not_a_tlp_label());
export const itemKind = v.picklist(Object.keys(ITEM_KINDS) as ItemKind[], () =>
	m.field_is_not_a_kind_of()
);
/** Why somebody overrules what the board asks for. */
export const reason = v.pipe(
	line(500),
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
export const organisationId = idSchema<OrganisationId>();

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

/** A field that may be sent as null, which empties it. */
const orNull = <Schema extends v.GenericSchema<unknown, unknown>>(schema: Schema) =>
	v.union([
		v.pipe(
			v.null(),
			v.transform(() => undefined)
		),
		schema
	]);

const organisations = v.pipe(
	v.array(organisationId),
	v.maxLength(200, () => m.field_at_most_200_organisations())
);

const actionFields = {
	leadOrganisation: orNull(organisationId),
	leadPerson: orNull(idSchema<PersonId>()),
	due: orNull(dayField),
	priority: v.picklist(PRIORITIES, () => m.field_priority())
};

/** What somebody changes of an action outside its session; fields left out stay as they are. */
export const actionChange = v.partial(
	v.object({
		...actionFields,
		text: v.pipe(
			longText,
			v.minLength(1, () => m.field_text())
		),
		support: organisations,
		informed: organisations,
		dependsOn: v.pipe(
			v.array(idSchema<ActionId>()),
			v.maxLength(100, () => m.field_depends_on())
		)
	})
);

/** What they saw there before, so that nobody's later change is overwritten unseen. */
export const actionSeen = v.partial(v.object({ ...actionFields, text: longText }));

/** A field that may be left empty. */
export const orEmpty = <Schema extends v.GenericSchema<string, unknown>>(schema: Schema) =>
	v.union([
		v.pipe(
			v.literal(''),
			v.transform(() => undefined)
		),
		schema
	]);

/** The details of a session, as a form sends them. */
export const sessionDetails = v.object({
	title,
	date: dayField,
	startsAt: orEmpty(clockField),
	timeZone,
	place: orEmpty(shortText),
	purpose: orEmpty(longText),
	source: orEmpty(shortText),
	hosts: v.pipe(
		longText,
		v.transform((text) =>
			text
				.split('\n')
				.map((host) => host.trim())
				.filter(Boolean)
		)
	),
	label,
	community: shortText,
	clients: shortText
});

/** A series that is there already, a new one, or none, as a form sends it. */
export const seriesChoice = {
	series: orEmpty(idSchema<SeriesId>()),
	newSeries: v.optional(line(120), '')
};

/** What those two fields come to: a name typed makes a new series. */
export function chosenSeries({
	series,
	newSeries
}: {
	readonly series: SeriesId | undefined;
	readonly newSeries: string;
}) {
	if (newSeries !== '') return { name: newSeries };
	return series && { id: series };
}

/** An agenda item, as a command sends it. */
export const agendaItem = v.object({
	kind: itemKind,
	title,
	plannedMinutes: v.optional(plannedMinutes),
	speakers: v.pipe(
		v.array(v.object({ name: title, function: shortText })),
		v.maxLength(30, () => m.field_speakers())
	),
	needs: v.optional(
		v.pipe(
			v.array(organisationId),
			v.maxLength(200, () => m.field_needs())
		)
	)
});
