import type { DocumentId, PersonId, SessionId } from '#shared/ids.ts';
import { CLOSE } from '#shared/protocol/sync.ts';
import type { Login } from '../accounts/logins.ts';
import type { Live } from '../live/live.ts';
import type { Mails } from '../mail/mails.ts';
import { readersOf } from '../sessions/document-readers.ts';
import { participantsOf } from '../sessions/participant-rows.ts';
import { emptyBins } from '../versions/empty-bins.ts';
import type { Services } from './services.ts';

export interface Wired {
	readonly services: Services;
	readonly live: Live;
	/** Undefined when no mail is sent. */
	readonly mails: Mails | undefined;
}

/** Connects every listener of the board to its events. This is the only place that does. */
export function wire(wired: Wired): void {
	tellBrowsers(wired);
	tellRegisters(wired);
	tellPeople(wired);
	followRun(wired);
	tellDocuments(wired);
	keepVersions(wired);
	endAccess(wired);
}

function tellBrowsers({ services, live }: Wired): void {
	const { events } = services;
	events.on('changed', (session, part) => live.changed(session, part));
	events.on('followUp', (view) => live.followUp(view));
	events.on('numbers', (session, document, numbers) => live.numbers(session, document, numbers));
	events.on('records', (session, document, records) => live.records(session, document, records));
	events.on('restricted', (document) => live.withheld(document));
	events.on('files', (session, people) => live.files(session, people));
	events.on('versions', (document) => live.versions(document));
	events.on('readBack', (view) => live.readBack(view));
	events.on('run', (session) => live.news.run(session));
	events.on('attendance', (session, people) => live.news.attendance(session, people));
	events.on('notified', (person, notification) => live.notify(person, notification));
}

/** The registers and the first page, which show many sessions, are told that something in one of them changed. */
function tellRegisters({ services, live }: Wired): void {
	const { database, events, unawaited } = services;
	const tellReaders = async (session: SessionId, document: DocumentId) => {
		const readers = await readersOf(database, session, document);
		live.registers(readers.map(({ person }) => person));
	};
	events.on('registers', (session, document) => {
		live.changedOf(session, document, 'registers');
		unawaited(tellReaders(session, document));
	});
	events.on('readBack', ({ session, document }) => unawaited(tellReaders(session, document)));
	events.on('moved', (session) =>
		unawaited(participantsOf(database, session).then((people) => live.registers(people)))
	);
}

/** Changes of an action lead to notifications, and those to mails. */
function tellPeople({ services, mails }: Wired): void {
	const { events, reminders } = services;
	notify(services);
	events.on('followUp', (view) => reminders.changed(view));
	events.on('noticed', () => mails?.wake());
}

type Told = Pick<Services, 'events' | 'mentions' | 'notices' | 'searchIndex'>;

/** Checks for notifications after every change of an action, and of a text that mentions somebody. */
export function notify({ events, mentions, notices, searchIndex }: Told): void {
	events.on('followUp', () => notices.wake());
	searchIndex.onMentions((document) => mentions.look(document));
}

function followRun({ services, live }: Wired): void {
	const { comings, events, followUps, unawaited } = services;
	events.on('started', (session) => unawaited(comings.came(session, live.news.present(session))));
	events.on('closed', (session) => {
		live.news.attendanceOfAll(session);
		unawaited(followUps.tellAll(session));
	});
}

/**
 * Open pages are told when a document is another than before: its title or place, or that it or some of its records cannot
 * be read.
 */
function tellDocuments({ services, live }: Wired): void {
	const { documents, events, reading, unawaited } = services;
	const tell = async (document: DocumentId) => {
		const head = await documents.head(document);
		if (head) live.changedOf(head.session_id, document, 'documents');
	};
	reading.onTrouble((document) => unawaited(tell(document)));
	events.on('held', (document) => unawaited(tell(document)));
	events.on('documentChanged', (document) => unawaited(tell(document)));
	events.on('restricted', (document) => unawaited(tell(document)));
	events.on('leftOut', (document) => unawaited(tell(document)));
}

/** What stood in the documents of a session at its start and its end can always be brought back, but not what was removed. */
function keepVersions({ services }: Wired): void {
	const { automaticVersions, events, unawaited } = services;
	const atEnd = async (session: SessionId) => {
		await emptyBins(services, session).finally(() => automaticVersions.keepSession(session, 'end'));
	};
	events.on('started', (session) => unawaited(automaticVersions.keepSession(session, 'start')));
	events.on('closed', (session) => unawaited(atEnd(session)));
}

function endAccess({ services, live }: Wired): void {
	const { documents, events, logins, rooms, unawaited } = services;
	const review = async (session: SessionId) => {
		const heads = await documents.heads(session);
		const ids = new Set<DocumentId>(heads.map(({ id }) => id));
		await Promise.all([rooms.review(ids), live.review(session)]);
	};
	const marked = async (session: SessionId, document: DocumentId, people: readonly PersonId[]) => {
		await review(session);
		live.changedOf(session, document, 'documents');
		live.registers(people);
	};
	const endSockets = (match: (login: Login) => boolean) => {
		const ended = ({ person, login }: { person: Login['person']; login: string }) =>
			match({ person, handle: login });
		live.signOut(ended);
		rooms.disconnect(ended, CLOSE.signedOut, 'signed out');
	};
	events.on('justified', (session, document, { by, login }) => {
		unawaited(live.justified(session, document, login));
		live.registers([by]);
	});
	events.on('accessChanged', (session) => unawaited(review(session)));
	events.on('marked', (session, document, people) => unawaited(marked(session, document, people)));
	events.on('closed', (session) => unawaited(review(session))); // its documents are sealed
	logins.onEnd(endSockets);
}
