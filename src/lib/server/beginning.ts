import type { PersonId, SessionId } from '#shared/ids.ts';
import type { Beginning } from '#shared/room/beginning.ts';
import { openedAt, type Wanted } from '#shared/room/opened.ts';
import { app } from './app.ts';

const WAIT = 300; // ms; a page that has to wait longer does without

/** The first screen of the text that a participant opens with a session; undefined when it is not to be had at once. */
export async function beginningOf(
	person: PersonId,
	session: SessionId,
	wanted: Wanted
): Promise<Beginning | undefined> {
	const { agenda, documents, participation, reading, reads } = app();
	const reader = await participation.reader(person, session);
	if (!reader) return undefined;
	const view = {
		agenda: await agenda.list(session),
		documents: await documents.list(session, reader)
	};
	const { document, item } = openedAt(view, await followed(session, wanted));
	const shown = item ? view.documents.find(({ kind }) => kind === 'board') : document;
	// The head of a briefing stands above its text and comes with the document.
	if (!shown || document?.kind === 'briefing') return undefined;
	await reads.note(person, [shown.id], 'page');
	const read = await atOnce(reading.read(shown.id, 'beginning', item?.id));
	return read?.kind === 'read' ? { document: shown.id, item: item?.id, ...read.value } : undefined;
}

/** Without an item or document in the address, the page follows the running session. */
async function followed(session: SessionId, wanted: Wanted): Promise<Wanted> {
	if (wanted.item ?? wanted.document) return wanted;
	const run = await app().run.view(session);
	return { item: run?.running, document: run?.presented };
}

function atOnce<T>(work: Promise<T>): Promise<T | undefined> {
	const { promise, resolve } = Promise.withResolvers<undefined>();
	const timer = setTimeout(resolve, WAIT);
	return Promise.race([work, promise]).finally(() => clearTimeout(timer));
}
