import type { IncomingMessage, Server } from 'node:http';
import { inLogin } from './commands/acting-login.ts';
import { createLink } from './accounts/links.ts';
import { openOutboxKeys } from './accounts/outbox-keys.ts';
import { isNobodyHere } from './accounts/people.ts';
import { wantsDemo, type Config } from './boot/config.ts';
import type { Log } from './boot/log.ts';
import { closeAll, startAll, type Part } from './compose/lifecycle.ts';
import { createLive, principalOf } from './compose/live.ts';
import { createMail } from './compose/mail.ts';
import { questions } from './compose/questions.ts';
import { createServices, type Services } from './compose/services.ts';
import { wire } from './compose/wiring.ts';
import { loadDemo } from './demo/demo.ts';
import type { DocumentRequests } from './http/document-request.ts';
import { createMetrics, type Metrics } from './http/metrics.ts';
import { PolledDocuments } from './http/polled-documents.ts';
import { serveDocuments } from './http/upgrade.ts';
import { originCheck, visits } from './http/visitor.ts';
import type { Live } from './live/live.ts';
import type { Mails } from './mail/mails.ts';
import { connect, databaseFile } from './store/connect.ts';
import { openDocumentLog } from './store/document-log.ts';
import { holdFolder } from './store/folder-hold.ts';
import { openReadingThread } from './reading/reading-thread.ts';
import { openFoldingThread } from './sync/folding-thread.ts';
import type { Rooms } from './sync/rooms.ts';

const OVERLAP = 5_000; // ms that a board may take to end while the next one starts
const SWEEP = 3_600_000; // ms between removals of expired logins
const LOOK = 60_000; // ms between looks for justifications that no longer hold

export interface AttachOptions {
	/** True for upgrade requests that another listener handles, such as Vite's. */
	leaveUpgrade?: (request: IncomingMessage) => boolean;
}

/** The whole product on one database, without a network. `attach` puts its sockets on an HTTP server. */
export type App = Awaited<ReturnType<typeof createApp>>;

/**
 * Builds and starts the whole board. Throws a `StartError` when a newer version of the program wrote the database, or
 * another one is running on it.
 */
export async function createApp(config: Config, log: Log) {
	const { folder, database } = await openData(config.dataDir);
	const threads = openThreads(config);
	const metrics = createMetrics(() => counted(services.rooms, live, polled), config.metricsToken);
	const services = createServices({
		...{ database, ...threads, log, limits: config.sync, onCommit: metrics.committed },
		...{ dataDir: config.dataDir, loginHours: config.loginHours },
		...{ secureCookies: config.secureCookies, recordsPerPerson: config.recordsPerPerson },
		...{ rendering: config.rendering, ...metrics.counts }
	});
	const visit = visits(services.logins, services.people);
	const allowOrigin = originCheck(config.origin);
	const live: Live = createLive({ services, visit, allowOrigin, limits: config.live });
	const requests = requestsFor(services.rooms, config, { visit, allowOrigin, metrics });
	const polled: PolledDocuments = new PolledDocuments({ ...requests, ...polledLimits(config) });
	const outboxKeys = await openOutboxKeys(database, config.dataDir);
	let [address, detach] = [config.origin ?? 'http://localhost', () => undefined as void];
	const { mails, answers } = await createMail({ config, log, services, address: () => address });
	wire({ services, live, mails });

	const parts: readonly Part[] = [
		{ name: 'the data folder', close: () => folder.release() },
		{ name: 'the database', close: () => database.destroy() },
		...partsOf(threads),
		...workers(services, mails),
		{ name: 'the document sockets', close: () => detach() },
		{ name: 'documents over long polling', close: () => polled.close() },
		{ name: 'the documents', close: () => services.rooms.close(config.drainSeconds * 1000) },
		...presence(services, live)
	];
	await startAll(parts);

	return {
		...{ ...services, ...questions(services), config, log, visit, allowOrigin },
		...{ answers, metrics, outboxKeys, inLogin },
		/** Whether mail is sent. */
		mails: mails !== undefined,

		/** Puts the sockets on an HTTP server, once. */
		attach(server: Server, { leaveUpgrade = () => false }: AttachOptions): void {
			detach = serveDocuments(server, { ...requests, leave: leaveUpgrade });
			polled.attach(server);
			live.attach(server);
		},

		/**
		 * Prepares an empty database, starts sending mail with links to this address, and returns lines on how to sign
		 * in.
		 */
		async welcome(at: string): Promise<string[]> {
			address = at;
			await mails?.start();
			return greeting(services, config, address);
		},

		/** Stores everything and ends. */
		close: () => closeAll(parts)
	};
}

/** The data folder belongs to this process before anything in it is opened. */
async function openData(dataDir: string) {
	const folder = holdFolder(dataDir, OVERLAP);
	try {
		return { folder, database: await connect(dataDir) };
	} catch (error) {
		folder.release();
		throw error;
	}
}

function openThreads(config: Config) {
	return {
		documentLog: openDocumentLog(databaseFile(config.dataDir)),
		folding: openFoldingThread(),
		reader: openReadingThread()
	};
}

function partsOf({ documentLog, folding, reader }: ReturnType<typeof openThreads>): Part[] {
	return [
		{ name: 'the document log', start: () => documentLog.tidy(), close: () => documentLog.close() },
		{ name: 'the folding thread', close: () => folding.close() },
		{ name: 'the reading thread', close: () => reader.close() }
	];
}

/** What the metrics show of the engine, the live channel and long polling. */
function counted({ tally, load }: Rooms, { refusals }: Live, { open }: PolledDocuments) {
	return { tally, load, refusals, polled: open };
}

interface Judges extends Pick<DocumentRequests, 'allowOrigin'> {
	readonly visit: ReturnType<typeof visits>;
	readonly metrics: Pick<Metrics, 'refused'>;
}

function requestsFor(rooms: Rooms, config: Config, judges: Judges): DocumentRequests {
	const { visit, allowOrigin, metrics } = judges;
	return {
		...{ rooms, allowOrigin, onRefused: metrics.refused },
		...{ maxFrameBytes: config.maxFrameBytes, maxUnknown: config.maxUnknownSockets },
		principal: async (cookie) => principalOf(await visit(cookie))
	};
}

/** A page polls for its documents once. Each `frames` is two packets, its name and its bytes. */
function polledLimits({ live, sync }: Config) {
	return {
		maxLines: live.socketsPerPerson,
		packetsPerSecond: 2 * (sync.updatesPerSecond + sync.presencePerSecond)
	};
}

/** Background work. Parts close in reverse order, so each closes before what it depends on. */
function workers(services: Services, mails: Mails | undefined): Part[] {
	const { automaticVersions, exports, notices, projector, reminders, unawaited, upgrades } =
		services;
	const { files, forgetting, latePlaces, searchIndex } = services;
	return [
		{ name: 'exports', close: () => exports.close() },
		{ name: 'files', start: () => files.start() },
		{ name: 'documents of an earlier program', start: () => upgrades.run() },
		// Not awaited: a document that is hard to read must not hold up the start.
		{
			name: 'lines that went into annexes',
			// Before the registers, in which their records have to be where they are now.
			start: async () => {
				const left = await forgetting.resume();
				unawaited(Promise.all([...left.map((id) => forgetting.finish(id)), latePlaces.putAll()]));
			},
			close: () => forgetting.close()
		},
		{ name: 'the registers', start: () => unawaited(projector.catchUp()) },
		{
			name: 'the search index',
			start: () => searchIndex.start(),
			close: () => searchIndex.close()
		},
		{
			name: 'automatic versions',
			start: () => unawaited(automaticVersions.start()),
			close: () => automaticVersions.close()
		},
		{ name: 'notifications', start: () => notices.wake(), close: () => notices.close() },
		{ name: 'mail', close: () => mails?.close() },
		{ name: 'reminders', start: () => reminders.wake(), close: () => reminders.close() },
		{ name: 'the projector', close: () => projector.close() }
	];
}

function presence({ comings, justifying, logins, unawaited }: Services, live: Live): Part[] {
	const sweep = setInterval(() => unawaited(logins.sweep()), SWEEP).unref();
	const look = setInterval(() => unawaited(justifying.look()), LOOK).unref();
	return [
		{ name: 'attendance', start: () => comings.resume(), close: () => comings.close() },
		{ name: 'the live channel', close: () => live.close() },
		{ name: 'the sweep of logins', close: () => clearInterval(sweep) },
		{ name: 'the looks for justifications', close: () => clearInterval(look) }
	];
}

/** Lines on how to sign in. An empty database gets the demo session, or a link for the first administrator. */
async function greeting(services: Services, config: Config, address: string): Promise<string[]> {
	const isEmpty = await isNobodyHere(services.database);
	if (!isEmpty) return [`Open ${address} in a browser and sign in.`];
	if (wantsDemo(config, isEmpty)) return loadDemo(services, config.demo === 'july');
	const token = await createLink(services.database, null);
	return [
		'The database is empty. Make yourself administrator with this link; it works once, for three days:',
		`  ${address}/welcome/${token}`
	];
}
