import { m } from '#messages/messages.js';
import * as v from 'valibot';

declare const brand: unique symbol;
type Id<Name extends string> = string & { readonly [brand]: Name };

export type PersonId = Id<'Person'>;
export type OrganisationId = Id<'Organisation'>;
export type SessionId = Id<'Session'>;
export type AgendaItemId = Id<'AgendaItem'>;
export type DocumentId = Id<'Document'>;
export type VersionId = Id<'Version'>;
export type HeldId = Id<'Held'>;
export type RequestId = Id<'Request'>;
export type ActionId = Id<'Action'>;
export type DecisionId = Id<'Decision'>;
export type FileId = Id<'File'>;
export type MailId = Id<'Mail'>;
export type NotificationId = Id<'Notification'>;
export type ExportJobId = Id<'ExportJob'>;
export type SegmentId = Id<'Segment'>;
export type TurnId = Id<'Turn'>;
export type StayId = Id<'Stay'>;
export type ReadBackId = Id<'ReadBack'>;
export type SeriesId = Id<'Series'>;
export type TemplateId = Id<'Template'>;
export type CalendarFeedId = Id<'CalendarFeed'>;
export type EditionId = Id<'Edition'>;
export type CorrectionId = Id<'Correction'>;
export type CopyId = Id<'Copy'>;
export type OverruleId = Id<'Overrule'>;
export type SavedViewId = Id<'SavedView'>;

const ID_BYTES = 15; // 120 random bits, so that an id cannot be guessed; 24 characters of base 32
const ALPHABET = 'abcdefghijkmnpqrstuvwxyz23456789';

/** A fresh unguessable id: 24 lower-case characters, safe in URLs, file names and Yjs type names. */
export function newId<T extends Id<string>>(): T {
	const bytes = crypto.getRandomValues(new Uint8Array(ID_BYTES));
	let bits = 0n;
	for (const byte of bytes) bits = (bits << 8n) | BigInt(byte);
	let text = '';
	for (let i = 0; i < 24; i++, bits >>= 5n) text += ALPHABET[Number(bits & 31n)];
	return text as T;
}

/** Accepts what {@link newId} creates, and brands it. Rejects any other string. */
export function idSchema<T extends Id<string>>() {
	return v.pipe(
		v.string(),
		v.regex(/^[a-z2-9]{24}$/, m.field_is_not_an_id()),
		v.transform((text) => text as T)
	);
}

/** True for a string in the form that {@link newId} creates. */
export function isId(text: unknown): text is string {
	return typeof text === 'string' && /^[a-z2-9]{24}$/.test(text);
}
