import { m } from '#messages/messages.js';
import * as v from 'valibot';
import { answers, question } from './contract.ts';
import { NOTICE_KINDS } from '../follow-up/notices.ts';
import { idSchema, type CalendarFeedId } from '../ids.ts';
import { GUEST_HOURS } from '../sessions/guest.ts';
import {
	country,
	documentId,
	email,
	longText,
	organisationCode,
	organisationId,
	orEmpty,
	personId,
	shortText,
	timeZone,
	title
} from './fields.ts';

/** The key with which this browser keeps changes of the person that were not sent yet. */
export const outboxKeyQuestion = question({
	...{ path: '/api/outbox-key', params: {} },
	/** 32 bytes in base64url; null where the device is not known. */
	answer: answers<{ readonly key: string | null }>()
});

export const signInForm = v.object({
	email: v.pipe(v.string(), v.maxLength(320)),
	password: v.pipe(v.string(), v.maxLength(1_024))
});

export const passwordForm = v.object({ password: v.string() });

/** The person who sets the board up and becomes its first administrator. */
export const firstForm = v.object({
	...{ name: title, email, organisation: title, code: organisationCode, country },
	password: v.string()
});

export const organisationForm = v.object({
	...{ name: title, code: organisationCode, country },
	timeZone: v.optional(orEmpty(timeZone), '')
});

export const zoneForm = v.object({ organisation: organisationId, timeZone: orEmpty(timeZone) });

export const personForm = v.object({
	...{ organisation: organisationId, name: title, function: shortText },
	email: orEmpty(email)
});

/** Puts a newcomer's first steps away. */
export const dismissForm = v.object({ steps: v.literal('dismiss') });

/** A person, by id alone. */
export const someoneForm = v.object({ person: personId });

/** For how long the link of a guest works. */
const hours = v.pipe(
	v.string(),
	v.transform(Number),
	v.picklist(GUEST_HOURS, () => m.field_no_choice())
);

/** Somebody who is invited as a guest. */
export const guestForm = v.object({
	...{ name: title, function: shortText, organisation: organisationId, hours }
});

/** A new link for a guest. */
export const renewForm = v.object({ person: personId, hours });

/** A document, by id alone. */
export const someDocumentForm = v.object({ document: documentId });

/** The words given with an answer from a mail. */
export const answerForm = v.object({ words: v.optional(longText, '') });

export const feedForm = v.object({
	whose: v.picklist(['mine', 'organisation'], () => m.field_no_choice()),
	events: v.optional(v.literal('yes'))
});

export const someFeedForm = v.object({ feed: idSchema<CalendarFeedId>() });

const LANGUAGES = ['en', 'fr', 'de'] as const;
const ways = v.array(v.picklist(NOTICE_KINDS, () => m.field_no_kind_of_notification()));

/** How a person wants to be notified. */
export const wishesForm = v.object({
	...{ inApp: ways, mail: ways, timeZone: orEmpty(timeZone) },
	language: v.picklist(LANGUAGES, () => m.field_no_language())
});
