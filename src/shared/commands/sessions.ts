import { m } from '#messages/messages.js';
import * as v from 'valibot';
import { ROLES } from '../access.ts';
import { idSchema, type SeriesId } from '../ids.ts';
import {
	clockField,
	dayField,
	label,
	line,
	longText,
	orEmpty,
	personId,
	shortText,
	timeZone,
	title
} from './fields.ts';

/** The details of a session as sent by a form. */
export const sessionForm = v.object({
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

/** An existing series, a new one, or none, as sent by a form. */
const seriesChoice = {
	series: orEmpty(idSchema<SeriesId>()),
	newSeries: v.optional(line(120), '')
};

/** The choice that these two fields express: a typed name creates a new series. */
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

export const seriesForm = v.object(seriesChoice);

/** What a new session starts with. */
export const newSessionForm = v.object({
	...{ title, date: dayField, startsAt: orEmpty(clockField), timeZone },
	...{ place: orEmpty(shortText), label },
	template: v.pipe(v.string(), v.maxLength(40)),
	...seriesChoice
});

export const seatForm = v.object({
	person: personId,
	role: v.picklist(ROLES, () => m.field_no_role()),
	capacity: shortText
});

export const templateForm = v.object({ name: title, description: shortText });
