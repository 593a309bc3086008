import type * as Y from 'yjs';
import type { Reader, Role } from '#shared/access.ts';
import type { DocumentId, OrganisationId, PersonId, SessionId } from '#shared/ids.ts';
import { isRefusal, type Refusal } from '#shared/refusals.ts';
import { addOrganisation } from '#server/accounts/organisations.ts';
import { addPerson } from '#server/accounts/people.ts';
import { createLog } from '#server/boot/log.ts';
import type { Foundation } from '#server/compose/foundation.ts';
import { createServices } from '#server/compose/services.ts';
import { notify } from '#server/compose/wiring.ts';
import { JULY_MEETING } from '#server/demo/july-meeting.ts';
import { withheldPlaces } from '#server/restrict/withheld-places.ts';
import { createDocument, type NewDocument } from '#server/sessions/document-rows.ts';
import { seat as writeSeat } from '#server/sessions/participant-rows.ts';
import { createSession } from '#server/sessions/sessions.ts';
import { databaseFile } from '#server/store/connect.ts';
import { openDocumentLog } from '#server/store/document-log.ts';
import { readHere } from '#server/reading/reading-thread.ts';
import { folding } from '#server/sync/fold.ts';
import { DEFAULT_LIMITS } from '#server/sync/limits.ts';
import { openDatabase, type TestDatabase } from './data-folder.ts';
import { editDocument, readDocument } from './server-edit.ts';

/** The result of a command that must not be refused. */
export function done<T>(result: T | Refusal): T {
	if (isRefusal(result)) throw new Error(`refused: ${result.refused}`);
	return result;
}

export interface Seat {
	readonly person: PersonId;
	readonly organisation: OrganisationId;
	readonly justified: ReadonlySet<DocumentId>;
}

/** Disables the checks on closing and the carry-over, which most tests are not about. */
const ASKS_NOTHING = {
	missing: () => Promise.resolve([]),
	overruled: () => Promise.resolve(),
	onStart: () => Promise.resolve()
};

/** The services of the board on a test database, composed as in the product. */
export function servicesOn(store: TestDatabase, hooks: Partial<Foundation> = {}) {
	const documentLog = openDocumentLog(databaseFile(store.folder));
	const services = createServices({
		...{
			database: store.database,
			dataDir: store.folder,
			documentLog,
			folding,
			log: createLog('silent')
		},
		...{ reader: readHere(), limits: DEFAULT_LIMITS, loginHours: 12, secureCookies: false },
		recordsPerPerson: 1_000,
		rendering: { memory: 1024, time: 60_000 },
		...hooks
	});
	notify(services);
	const { exports, forgetting, notices, projector, reminders, rooms, searchIndex } = services;
	const close = async () => {
		forgetting.close();
		await searchIndex.close();
		await rooms.close();
		await projector.close();
		await reminders.close();
		await notices.close();
		await exports.close();
		await documentLog.close();
	};
	return { ...services, documentLog, close };
}

/** A session on its own database with all services, and no participants yet. */
export async function jointSession(hooks: Partial<Foundation> = {}) {
	const store = await openDatabase();
	const { database } = store;
	const services = servicesOn(store, { runHooks: ASKS_NOTHING, ...hooks });
	const session: SessionId = await createSession(database, JULY_MEETING, { by: undefined });

	const organisation = async (code: string): Promise<OrganisationId> => {
		const known = (await services.organisations.list()).find((one) => one.code === code);
		return known?.id ?? done(await addOrganisation(database, { code, name: code, country: 'EU' }));
	};

	/** Seats a person, who can sign in by default. */
	const seat = async (name: string, code: string, role: Role, canSignIn = true): Promise<Seat> => {
		const at = await organisation(code);
		const email = canSignIn ? `${name}@${code}.example`.toLowerCase() : undefined;
		const account = { organisation: at, name, function: role, ...(email ? { email } : {}) };
		const person = done(await addPerson(database, account));
		await writeSeat(database, session, { person, role, capacity: role }, at);
		return { person, organisation: at, justified: new Set() };
	};

	/** Adds a document: a board that everybody may read, unless told otherwise. */
	const document = (head: Partial<NewDocument> = {}): Promise<DocumentId> => {
		const board = { kind: 'board', title: 'Notes', label: 'TLP:CLEAR', audience: [] } as const;
		return createDocument(database, session, { ...board, ...head });
	};

	/** Changes a document as its editors would, and waits until the registers have it. */
	const write = async <T>(id: DocumentId, change: (doc: Y.Doc) => T, by?: PersonId): Promise<T> => {
		const result = (await editDocument(services.rooms, id, change, by)) as T;
		await services.projector.project(id);
		return result;
	};

	return {
		...services,
		...{ folder: store.folder, session, organisation, seat, document, write },
		/** Where lines went into annexes, as one reader may know of them. */
		withheldIn: (id: SessionId, reader: Reader) => withheldPlaces(database, id, [reader]),
		/** Reads the current state of a document. */
		read: <T>(id: DocumentId, reader: (doc: Y.Doc, head: number) => T) =>
			readDocument(services.rooms, id, reader),
		/** Changes a document, without waiting for the registers. */
		edit: <T>(id: DocumentId, change: (doc: Y.Doc) => T) =>
			editDocument(services.rooms, id, change),
		async end() {
			await services.close();
			await store.end();
		}
	};
}

export type JointSession = Awaited<ReturnType<typeof jointSession>>;
