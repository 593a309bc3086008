import { m } from '#messages/messages.js';
import * as v from 'valibot';
import { ROLES } from '../access.ts';
import { idSchema, type SeriesId, type SessionId } from '../ids.ts';
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

const orNone = v.pipe(
	v.string(),
	v.transform((text) => text || undefined)
);
const textsSeen = v.partial(
	v.object({
		...{ title: v.string(), community: v.string(), clients: v.string() },
		...{ place: orNone, purpose: orNone, source: orNone }
	})
);

/** Texts of a form as they were when it was opened; what cannot be read was not seen. */
const seen = v.fallback(
	v.optional(v.pipe(v.string(), v.maxLength(10_000), v.parseJson(), textsSeen), '{}'),
	{}
);

/** The details of a session as sent by a form. */
export const sessionForm = v.object({
	seen,
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

/** A box of a form, which is sent only when it is ticked. */
const ticked = v.pipe(
	v.optional(v.string()),
	v.transform((value) => value !== undefined)
);

/** Whether restricted documents open only once their reader has said why. */
export const askWhyForm = v.object({ asks: ticked });

export const seriesForm = v.object(seriesChoice);

/** What a new session starts with. */
export const newSessionForm = v.object({
	...{ title, date: dayField, startsAt: orEmpty(clockField), timeZone },
	...{ place: orEmpty(shortText), label },
	template: v.pipe(v.string(), v.maxLength(40)),
	...seriesChoice,
	chair: v.optional(v.union([v.picklist(['me', 'later', 'before']), personId]), 'later'),
	/** The session that it is like; of that it takes what is ticked. */
	like: v.optional(orEmpty(idSchema<SessionId>()), ''),
	agenda: ticked,
	people: ticked
});

/** The session that a new one is like, and what it takes from there; undefined for one like no other. */
export function chosenLike({
	like,
	agenda,
	people
}: {
	readonly like: SessionId | undefined;
	readonly agenda?: boolean | undefined;
	readonly people?: boolean | undefined;
}) {
	return like && { session: like, agenda: agenda === true, people: people === true };
}

const role = v.picklist(ROLES, () => m.field_no_role());

export const seatForm = v.object({
	person: personId,
	role,
	capacity: shortText
});

const LONGEST_LIST = 20_000; // characters

/** A pasted list of names or mail addresses, all for one role. */
export const pasteForm = v.object({
	names: v.pipe(
		v.string(),
		v.trim(),
		v.minLength(1, () => m.field_must_not_be_empty()),
		v.maxLength(LONGEST_LIST, () => m.field_list_too_long())
	),
	role
});

/** People of another session, each as "person role" from there. */
export const pickForm = v.object({
	seats: v.pipe(
		v.array(
			v.pipe(
				v.string(),
				v.transform((seat) => seat.split(' ')),
				v.tuple([personId, role])
			)
		),
		v.minLength(1, () => m.field_nobody_ticked()),
		v.maxLength(1_000)
	)
});

export const templateForm = v.object({ name: title, description: shortText });
