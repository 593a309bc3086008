import { isShownTo, type Reader } from '#shared/access.ts';
import type { DocumentId, SessionId } from '#shared/ids.ts';
import type { EditionLine } from '#shared/minutes/edition.ts';
import { editionTexts } from '#shared/minutes/edition-texts.ts';
import { dayIn, type Day } from '#shared/time/dates.ts';
import type { Projector } from '../records/projector.ts';
import type { EditionOrderParts } from './edition-orders.ts';
import type { EditionRow } from './edition-rows.ts';
import type { GatherParts } from './gather.ts';
import type { Sealing } from './sealing.ts';
import { standingOf, type Standing } from './standing.ts';

/** What those who work on editions need. */
export interface EditionParts extends EditionOrderParts, GatherParts {
	readonly projector: Projector;
	readonly sealing: () => Promise<Sealing>;
}

/** An edition as it stands, after what was typed last has reached the registers. */
export async function workOn(
	parts: EditionParts,
	session: SessionId,
	edition: EditionRow | undefined
): Promise<Standing | undefined> {
	if (edition?.record == null)
		for (const { id } of await parts.documents.heads(session)) await parts.projector.project(id);
	return standingOf(parts, session, edition);
}

/** The texts of an edition that somebody may read. */
export function textsFor({ base, edits }: Standing, reader: Reader) {
	const readable = new Set(
		base.documents.filter((one) => isShownTo([reader], one)).map(({ id }) => id)
	);
	return editionTexts(base, edits, (document) => readable.has(document));
}

/** A line of an edition that somebody may read. */
export function lineIn(
	standing: Standing,
	reader: Reader,
	{ document, line }: { readonly document: DocumentId; readonly line: string }
): EditionLine | undefined {
	return textsFor(standing, reader)
		.filter((one) => one.document === document)
		.flatMap(({ lines }) => lines)
		.find((one) => one.line === line);
}

/** The day in the session's time zone. */
export async function todayIn({ sessions }: EditionParts, session: SessionId): Promise<Day> {
	const details = await sessions.details(session);
	return dayIn(details?.timeZone ?? 'UTC', new Date());
}
