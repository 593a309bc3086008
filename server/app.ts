import type { IncomingMessage, Server } from 'node:http';
import type { Reader } from '#shared/access.ts';
import type { DocumentId, OrganisationId, PersonId, SessionId } from '#shared/ids.ts';
import type { RegisterFilter } from '#shared/register/filter.ts';
import { Credentials } from './accounts/credentials.ts';
import { Logins } from './accounts/logins.ts';
import { Organisations } from './accounts/organisations.ts';
import { People } from './accounts/people.ts';
import { Calendars } from './calendar/calendars.ts';
import { wantsDemo, type Config } from './boot/config.ts';
import { loadDemo } from './demo/demo.ts';
import { createExports, type Exports } from './export/exports.ts';
import { renderHtml } from './export/html.ts';
import { registerFile, type RegisterFileOptions } from './export/register-file.ts';
import { serveDocuments } from './http/upgrade.ts';
import { originCheck, visits, type Visit } from './http/visitor.ts';
import { Welcome } from './accounts/welcome.ts';
import { Live } from './live/live.ts';
import type { LiveVisitor } from './live/sockets.ts';
import type { Log } from './boot/log.ts';
import { createMetrics } from './http/metrics.ts';
import { assemble, type AssembleRequest } from './minutes/assemble.ts';
import { project } from './minutes/projection.ts';
import { AnswerLinks } from './mail/answer-links.ts';
import { Answers } from './mail/answers.ts';
import { Mails } from './mail/mails.ts';
import { smtpTransport } from './mail/transport.ts';
import { Audit } from './commands/audit.ts';
import { progressReport } from './follow-up/report.ts';
import { FollowUps } from './follow-up/follow-ups.ts';
import { Attendance } from './run/attendance.ts';
import { carryOver } from './run/carry-over.ts';
import { Closing, keepOverrule } from './run/closing.ts';
import { Comings } from './run/comings.ts';
import { Commands } from './commands/commands.ts';
import { DecisionChanges } from './decisions/decision-changes.ts';
import { Floor } from './run/floor.ts';
import { ReadBacks } from './decisions/read-backs.ts';
import { Notices } from './notices/notices.ts';
import { Preferences } from './notices/preferences.ts';
import { Reminders } from './notices/reminders.ts';
import { Run } from './run/run.ts';
import { ActionRegister } from './register/register.ts';
import { SavedViews } from './register/saved-views.ts';
import { Actions } from './register/actions.ts';
import { Agenda } from './sessions/agenda.ts';
import { carriedActions } from './follow-up/carried.ts';
import { Decisions } from './decisions/decisions.ts';
import { Documents } from './sessions/documents.ts';
import { createSessionEvents } from './commands/events.ts';
import { foundSession } from './sessions/found.ts';
import { refreshDueTimes } from './sessions/due-times.ts';
import { Participation } from './sessions/participation.ts';
import { Projector } from './records/projector.ts';
import { Registers } from './records/registers.ts';
import { Series } from './sessions/series.ts';
import { Sessions } from './sessions/sessions.ts';
import { Versions } from './versions/versions.ts';
import { Templates } from './sessions/templates.ts';
import { connect, databaseFile } from './store/connect.ts';
import { openDocumentLog } from './store/document-log.ts';
import type { Principal } from './sync/connection.ts';
import { CLOSE } from '#shared/protocol/sync.ts';
import { openFoldingThread } from './sync/folding-thread.ts';
import { Rooms } from './sync/rooms.ts';

const EXPORT_KEPT = 10 * 60_000; // ms that a finished file waits to be fetched
const GRACE = 60_000; // ms that somebody's line may be gone before they have left the session
const SWEEP = 3_600_000; // ms between removals of expired logins

export interface AttachOptions {
	/** True for upgrades that belong to somebody else, such as Vite's. */
	leaveUpgrade?: (request: IncomingMessage) => boolean;
}

/** The whole product on one database, without a network. `attach` puts its sockets on an HTTP server. */
export type App = Awaited<ReturnType<typeof createApp>>;

/** Builds everything the board consists of. Throws a `StartError` when the database is from a newer program. */
export async function createApp(config: Config, log: Log) {
	const database = await connect(config.dataDir);
	const people = new People(database);
	const organisations = new Organisations(database);
	const credentials = new Credentials(database);
	const logins = new Logins({
		database,
		hours: config.loginHours,
		secure: config.secureCookies
	});
	const visit = visits(logins, people);

	const events = createSessionEvents();
	const participation = new Participation(database, events);
	const sessions = new Sessions(database, participation, events);
	const agenda = new Agenda(database, participation, events);
	const documents = new Documents(database, participation, events);
	const audit = new Audit(database);
	const commands = new Commands({
		database,
		audit,
		allow: (by, session, right) => participation.allow(by, session, right)
	});
	const series = new Series(database, commands, events);
	const templates = new Templates(database, commands, agenda);
	const decisions = new Decisions(database);
	const decisionChanges = new DecisionChanges({
		...{ database, commands, participation, documents, events }
	});
	const registers = new Registers({ database, documents, events });

	const documentLog = openDocumentLog(databaseFile(config.dataDir));
	const folding = openFoldingThread();
	const metrics = createMetrics((): Rooms => rooms, config.metricsToken);
	const rooms = new Rooms({
		onCommit: metrics.committed,
		store: documentLog,
		folding,
		limits: config.sync,
		authorize: async ({ person, login }, document) => ({
			access: await documents.access(person, document),
			until: await logins.until(login)
		}),
		onTrouble: (error, doing) =>
			error ? log.error({ err: error }, `${doing} fails`) : log.info(`${doing} works again`)
	});
	const projector = new Projector(rooms, registers, log);
	const actions = new Actions(database, documents, rooms, projector);
	const versions = new Versions({ database, documents, agenda, rooms, projector, events });
	const outcomes = { database, commands, documents, participation, rooms, projector, events };
	const readBacks = new ReadBacks(outcomes);
	const closing = new Closing(outcomes);
	const followUps = new FollowUps({ database, commands, documents, events });
	const run = new Run({
		database,
		commands,
		events,
		missing: (reader, session, item) => closing.missing(reader, session, item),
		overruled: keepOverrule,
		onStart: (session) => carryOver(database, session),
		onClose: (transaction, session, by) => followUps.agreeAll(transaction, session, by)
	});
	const floor = new Floor({ commands, events });
	const attendance = new Attendance({ database, commands, events });
	const register = new ActionRegister(database);
	const exports: Exports = createExports({ keepFor: EXPORT_KEPT });

	/** Work that nobody waits for: its failure is logged, and must not end the process. */
	const unawaited = (work: Promise<unknown>): void => {
		work.catch((error: unknown) => log.error({ err: error }, 'work in the background failed'));
	};

	const notices = new Notices({ database, documents, events, unawaited });
	const reminders = new Reminders({ database, notices, events, now: Date.now, unawaited });
	const links = await AnswerLinks.open(database);
	let address = config.origin ?? 'http://localhost';
	const mails =
		config.smtpUrl === null
			? undefined
			: new Mails({
					...{ database, notices, events, links, log, unawaited },
					transport: smtpTransport(config.smtpUrl, config.mailFrom),
					from: config.mailFrom,
					ceiling: config.mailCeiling,
					pause: config.mailPauseSeconds * 1000,
					address: () => address
				});
	const comings = new Comings({ database, events, grace: GRACE, unawaited });
	const allowOrigin = originCheck(config.origin);
	const readable = async (person: PersonId, session: SessionId) => {
		const reader = await participation.reader(person, session);
		return reader && (await documents.list(session, reader)).map(({ id }) => id);
	};
	const live = new Live({
		visitor: async (cookie) => liveVisitor(await visit(cookie)),
		readable,
		run: (session) => run.view(session),
		attendance: (session, people) => attendance.list(session, people),
		onPresence: (session, came, went) => {
			unawaited(comings.came(session, came));
			comings.went(session, went);
		},
		allowOrigin,
		unawaited
	});

	events.on('changed', (session, part) => {
		live.changed(session, part);
		if (part === 'registers') unawaited(tellRegisters(session));
	});
	events.on('followUp', (view) => live.followUp(view));
	events.on('numbers', (session, document, numbers) => live.numbers(session, document, numbers));
	events.on('versions', (document) => live.versions(document));
	events.on('readBack', (view) => live.readBack(view));
	events.on('run', (session) => live.news.run(session));
	events.on('started', (session) => unawaited(comings.came(session, live.news.present(session))));
	events.on('closed', (session) => {
		live.news.attendanceOfAll(session);
		unawaited(followUps.tellAll(session));
	});
	events.on('attendance', (session, people) => live.news.attendance(session, people));
	events.on('notified', (person, notification) => live.notify(person, notification));
	events.on('accessChanged', (session) => unawaited(reviewAccess(session)));
	logins.onEnd((match) => unawaited(endSockets(match)));
	const sweep = setInterval(() => unawaited(logins.sweep()), SWEEP);
	sweep.unref();

	async function tellRegisters(session: SessionId): Promise<void> {
		live.registers(await participation.people(session));
	}

	async function reviewAccess(session: SessionId): Promise<void> {
		const heads = await documents.heads(session);
		await rooms.review(new Set<DocumentId>(heads.map(({ id }) => id)));
		await live.review(session);
	}

	async function endSockets(match: (login: { person: PersonId; handle: string }) => boolean) {
		const ended = ({ person, login }: { person: PersonId; login: string }) =>
			match({ person, handle: login });
		await live.signOut(ended);
		rooms.disconnect(ended, CLOSE.signedOut, 'signed out');
	}

	const parts = { database, sessions, participation, agenda, documents, rooms };
	let detach = () => undefined as void;
	await documentLog.tidy();
	await projector.catchUp();
	notices.wake();
	reminders.wake();
	await comings.resume();

	return {
		config,
		log,
		people,
		organisations,
		credentials,
		welcoming: new Welcome({ people, organisations, credentials }),
		logins,
		visit,
		allowOrigin,
		participation,
		sessions,
		agenda,
		documents,
		registers,
		actions,
		versions,
		notices,
		preferences: new Preferences(database),
		answers: new Answers({ database, documents, followUps, links, ceiling: config.mailCeiling }),
		/** Whether mail is sent. */
		mails: mails !== undefined,
		audit,
		run,
		floor,
		attendance,
		rooms,
		metrics,
		exports,

		decisions,
		decisionChanges,
		readBacks,
		closing,
		followUps,
		series,
		templates,
		register,
		savedViews: new SavedViews(database),

		/** What a session carried over, as one person may see it. */
		carried: (person: PersonId, session: SessionId) =>
			carriedActions({ database, actions }, person, session),

		/** Moves an organisation to another zone, and the end of its due dates with it. */
		async moveOrganisation(organisation: OrganisationId, timeZone: string | undefined) {
			const refusal = await organisations.setTimeZone(organisation, timeZone);
			if (!refusal) await refreshDueTimes(database, { organisation });
			return refusal;
		},

		calendars: new Calendars({ database, register, audit }),

		/** What became of earlier actions, for a session that comes; undefined where none came before. */
		report: (person: PersonId, session: SessionId) =>
			progressReport({ database, actions }, person, session),

		/** What a filter of the register lets through, as a file that is written while it is read. */
		registerFile: (person: PersonId, filter: RegisterFilter, options: RegisterFileOptions) =>
			registerFile(register.pages(person, filter), options),

		/** Minutes as a web page of their own. */
		paper: renderHtml,

		/** Founds a session from a template; the founder keeps its record. */
		found: foundSession({ sessions, participation, agenda, documents, templates, series }),

		/** The minutes as one reader may have them, from the documents as they are now. */
		async minutes(request: AssembleRequest) {
			for (const { id } of await documents.heads(request.session)) await projector.project(id);
			return assemble(parts, request);
		},

		/** The session as the screen of its room may show it. */
		projection: (session: SessionId, reader: Reader) => project(parts, session, reader),

		/** Puts the sockets on an HTTP server, once. */
		attach(server: Server, { leaveUpgrade = () => false }: AttachOptions): void {
			const principal = async (cookie: string) => principalOf(await visit(cookie));
			detach = serveDocuments(server, {
				rooms,
				maxFrameBytes: config.maxFrameBytes,
				maxUnknown: config.maxUnknownSockets,
				onRefused: metrics.refused,
				principal,
				allowOrigin,
				leave: leaveUpgrade
			});
			live.attach(server);
		},

		/** Prepares an empty database, says how to sign in, and begins to mail; links in it lead to this address. */
		async welcome(at: string): Promise<string[]> {
			address = at;
			await mails?.start();
			const isEmpty = await people.isEmpty();
			if (!isEmpty) return [`Open ${address} in a browser and sign in.`];
			if (wantsDemo(config, isEmpty))
				return loadDemo({ ...parts, people, organisations, credentials, projector });
			const token = await credentials.createLink(null);
			return [
				'The database is empty. Make yourself administrator with this link; it works once, for three days:',
				`  ${address}/welcome/${token}`
			];
		},

		/** Stores everything and ends. */
		async close(): Promise<void> {
			clearInterval(sweep);
			live.close();
			comings.close();
			await rooms.close(config.drainSeconds * 1000);
			detach();
			await projector.close();
			await reminders.close();
			await mails?.close();
			await notices.close();
			await exports.close();
			await folding.close();
			await documentLog.close();
			await database.destroy();
		}
	};
}

function liveVisitor({ visitor }: Visit): LiveVisitor | undefined {
	if (!visitor) return undefined;
	const { login, person } = visitor;
	const { code, colour } = person.organisation;
	return { person: person.id, login: login.handle, name: person.name, organisation: code, colour };
}

function principalOf({ visitor }: Visit): Principal | undefined {
	if (!visitor) return undefined;
	const { login, person } = visitor;
	const { code, colour } = person.organisation;
	const user = { id: person.id, name: person.name, organisation: code, colour };
	return { person: person.id, login: login.handle, user };
}
