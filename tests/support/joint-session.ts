import type { Role } from '#shared/access.ts';
import type { OrganisationId, PersonId, SessionId } from '#shared/ids.ts';
import { isRefusal, type Refusal } from '#shared/refusals.ts';
import { Organisations } from '#server/accounts/organisations.ts';
import { People } from '#server/accounts/people.ts';
import { JULY_MEETING } from '#server/demo/july-meeting.ts';
import { Audit } from '#server/commands/audit.ts';
import { createLog } from '#server/boot/log.ts';
import { Notices } from '#server/notices/notices.ts';
import { FollowUps } from '#server/follow-up/follow-ups.ts';
import { Attendance } from '#server/run/attendance.ts';
import { Closing } from '#server/run/closing.ts';
import { Commands } from '#server/commands/commands.ts';
import { DecisionChanges } from '#server/decisions/decision-changes.ts';
import { ReadBacks } from '#server/decisions/read-backs.ts';
import { Decisions } from '#server/decisions/decisions.ts';
import { Series } from '#server/sessions/series.ts';
import { Templates } from '#server/sessions/templates.ts';
import { Floor } from '#server/run/floor.ts';
import { Run } from '#server/run/run.ts';
import { ActionRegister } from '#server/register/register.ts';
import { SavedViews } from '#server/register/saved-views.ts';
import { Actions } from '#server/register/actions.ts';
import { Agenda } from '#server/sessions/agenda.ts';
import { Documents } from '#server/sessions/documents.ts';
import { createSessionEvents } from '#server/commands/events.ts';
import { Participation } from '#server/sessions/participation.ts';
import { Projector } from '#server/records/projector.ts';
import { Registers } from '#server/records/registers.ts';
import { Versions } from '#server/versions/versions.ts';
import { Sessions } from '#server/sessions/sessions.ts';
import { databaseFile } from '#server/store/connect.ts';
import { openDocumentLog } from '#server/store/document-log.ts';
import { folding } from '#server/sync/fold.ts';
import { DEFAULT_LIMITS } from '#server/sync/limits.ts';
import { Rooms } from '#server/sync/rooms.ts';
import { openDatabase } from './data-folder.ts';

/** The result of a command that must not be refused. */
export function done<T>(result: T | Refusal): T {
	if (isRefusal(result)) throw new Error(`refused: ${result.refused}`);
	return result;
}

export interface Seat {
	readonly person: PersonId;
	readonly organisation: OrganisationId;
}

/** A session with everything behind it, on a database of its own, and nobody in it yet. */
export async function jointSession() {
	const store = await openDatabase();
	const { database } = store;
	const events = createSessionEvents();
	const people = new People(database);
	const organisations = new Organisations(database);
	const participation = new Participation(database, events);
	const sessions = new Sessions(database, participation, events);
	const agenda = new Agenda(database, participation, events);
	const documents = new Documents(database, participation, events);
	const unawaited = (work: Promise<unknown>) =>
		void work.catch((error: unknown) => console.error(error));
	const notices = new Notices({ database, documents, events, unawaited });
	const registers = new Registers({ database, documents, events });
	const documentLog = openDocumentLog(databaseFile(store.folder));
	const rooms = new Rooms({
		store: documentLog,
		folding,
		limits: DEFAULT_LIMITS,
		authorize: async ({ person }, document) => ({
			access: await documents.access(person, document),
			until: Infinity
		}),
		onTrouble: (error) => {
			throw error;
		}
	});
	const projector = new Projector(rooms, registers, createLog('silent'));
	const actions = new Actions(database, documents, rooms, projector);
	const register = new ActionRegister(database);
	const savedViews = new SavedViews(database);
	const versions = new Versions({ database, documents, agenda, rooms, projector, events });
	const audit = new Audit(database);
	const commands = new Commands({
		database,
		audit,
		allow: (by, session, right) => participation.allow(by, session, right)
	});
	const followUps = new FollowUps({ database, commands, documents, events });
	const run = new Run({
		...{ database, commands, events },
		missing: () => Promise.resolve([]),
		overruled: () => Promise.resolve(),
		onStart: () => Promise.resolve(),
		onClose: (transaction, session, by) => followUps.agreeAll(transaction, session, by)
	});
	const outcomes = { database, commands, participation, documents, rooms, projector, events };
	const readBacks = new ReadBacks(outcomes);
	const closing = new Closing(outcomes);
	const decisions = new Decisions(database);
	const decisionChanges = new DecisionChanges(outcomes);
	const series = new Series(database, commands, events);
	const templates = new Templates(database, commands, agenda);
	const floor = new Floor({ commands, events });
	const attendance = new Attendance({ database, commands, events });
	const session: SessionId = await sessions.create(JULY_MEETING, undefined);

	const organisation = async (code: string): Promise<OrganisationId> => {
		const known = (await organisations.list()).find((one) => one.code === code);
		return known?.id ?? done(await organisations.add({ code, name: code, country: 'EU' }));
	};

	/** Seats somebody who can sign in, unless told otherwise. */
	const seat = async (name: string, code: string, role: Role, canSignIn = true): Promise<Seat> => {
		const at = await organisation(code);
		const email = canSignIn ? `${name}@${code}.example`.toLowerCase() : undefined;
		const account = { organisation: at, name, function: role, ...(email ? { email } : {}) };
		const person = done(await people.add(account));
		await participation.seat(session, { person, role, capacity: role }, at);
		return { person, organisation: at };
	};

	return {
		...{ database, events, people, organisations, participation, sessions, agenda, documents },
		...{ notices, registers, rooms, projector, actions, versions, audit, commands },
		...{ register, savedViews },
		...{ readBacks, closing, decisions, decisionChanges, series, templates },
		...{ run, floor, attendance, followUps, folder: store.folder, session, organisation, seat },
		async end() {
			await rooms.close();
			await projector.close();
			await notices.close();
			await documentLog.close();
			await store.end();
		}
	};
}

export type JointSession = Awaited<ReturnType<typeof jointSession>>;
