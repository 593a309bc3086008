import { AuditView } from '../audit/audit-view.ts';
import { Administration } from '../accounts/administration.ts';
import { Credentials } from '../accounts/credentials.ts';
import { Devices } from '../accounts/devices.ts';
import { Entrance } from '../accounts/entrance.ts';
import { Logins } from '../accounts/logins.ts';
import { Organisations } from '../accounts/organisations.ts';
import { People } from '../accounts/people.ts';
import { SignInWatch } from '../accounts/sign-in-watch.ts';
import { Welcome } from '../accounts/welcome.ts';
import { Calendars } from '../calendar/calendars.ts';
import { DecisionChanges } from '../decisions/decision-changes.ts';
import { Decisions } from '../decisions/decisions.ts';
import { ReadBacks } from '../decisions/read-backs.ts';
import { FileFolder } from '../files/file-folder.ts';
import { Files } from '../files/files.ts';
import { createExports } from '../export/exports.ts';
import { holdWith } from '../held/hold.ts';
import { HeldChanges } from '../held/held-changes.ts';
import { ChangeRequests } from '../follow-up/change-requests.ts';
import { Homes } from '../home/home.ts';
import { FollowUps } from '../follow-up/follow-ups.ts';
import { Asks } from '../asks/asks.ts';
import { Markings } from '../markings/markings.ts';
import { SourceLabels } from '../markings/source-labels.ts';
import { Copies } from '../minutes/copies.ts';
import { Editions } from '../minutes/editions.ts';
import { openSealing } from '../minutes/sealing.ts';
import { SessionMinutes } from '../minutes/session-minutes.ts';
import { Mentions } from '../notices/mentions.ts';
import { Notices } from '../notices/notices.ts';
import { Preferences } from '../notices/preferences.ts';
import { Reminders } from '../notices/reminders.ts';
import { DocumentReading } from '../reading/document-reading.ts';
import { Projector } from '../records/projector.ts';
import { Registers } from '../records/registers.ts';
import { Actions } from '../register/actions.ts';
import { ActionRegister } from '../register/register.ts';
import { SavedViews } from '../register/saved-views.ts';
import { Attendance } from '../run/attendance.ts';
import { presentIn } from '../run/attendance-rows.ts';
import { carryOver } from '../run/carry-over.ts';
import { Closing, keepOverrule } from '../run/closing.ts';
import { Comings } from '../run/comings.ts';
import { Floor } from '../run/floor.ts';
import { Run } from '../run/run.ts';
import { Search } from '../search/search.ts';
import { SearchIndex } from '../search/search-index.ts';
import { addListed } from '../sessions/adding.ts';
import { Agenda } from '../sessions/agenda.ts';
import { DocumentChanges } from '../sessions/document-changes.ts';
import { Documents } from '../sessions/documents.ts';
import { refreshDueTimes } from '../sessions/due-times.ts';
import { foundSession } from '../sessions/found.ts';
import { Guests } from '../sessions/guests.ts';
import { Justifying } from '../sessions/justifying.ts';
import { Participation } from '../sessions/participation.ts';
import { Series } from '../sessions/series.ts';
import { Sessions } from '../sessions/sessions.ts';
import { Templates } from '../sessions/templates.ts';
import { Rooms } from '../sync/rooms.ts';
import { createRestricting } from '../restrict/restricting.ts';
import { AutomaticVersions } from '../versions/automatic-versions.ts';
import { DocumentUpgrades } from '../versions/document-upgrades.ts';
import { Recovery } from '../versions/recovery.ts';
import { Versions } from '../versions/versions.ts';
import { authorizeWith } from './authorize.ts';
import type { Foundation } from './foundation.ts';
import { groundOf, type Ground } from './ground.ts';

const GRACE = 60_000; // ms that somebody may be disconnected before they count as having left the session

/** Everything that the board consists of, without a network. This is the only place that knows what depends on what. */
export type Services = ReturnType<typeof createServices>;

/** Builds the services. Nothing is started or wired yet. */
export function createServices(foundation: Foundation) {
	const ground = groundOf(foundation);
	const accounts = accountsOf(foundation, ground);
	const sessions = sessionsOf({ ...ground, ...accounts });
	const engine = engineOf(foundation, { ...ground, ...accounts, ...sessions });
	const records = recordsOf(foundation, { ...ground, ...sessions, ...engine });
	const running = runningOf(foundation, { ...ground, ...sessions, ...engine, ...records });
	const telling = tellingOf({ ...ground, ...sessions, ...engine });
	const exports = createExports({ render: foundation.rendering, log: foundation.log });
	const fileFolder = new FileFolder(foundation.dataDir);
	const files = new Files({ ...foundation, ...ground, folder: fileFolder });
	const sealing = openSealing(foundation.dataDir);
	const editing = { ...ground, ...sessions, ...engine, ...telling, sealing };
	const copies = new Copies(ground);
	const minutes = new SessionMinutes({ ...editing, copies, exports, fileFolder });
	return {
		...{ ...ground, ...accounts, ...sessions, ...engine, ...records, ...running, ...telling },
		...{ exports, files, fileFolder, minutes, copies, editions: new Editions(editing), sealing }
	};
}

function accountsOf(foundation: Foundation, ground: Ground) {
	const { loginHours: hours, secureCookies: secure, log, onSignIn } = foundation;
	const { database, commands } = ground;
	const logins = new Logins({ database, commands, hours, secure });
	const devices = new Devices(database);
	const watch = new SignInWatch({ ...ground, log, count: (outcome) => onSignIn?.(outcome) });
	return {
		logins,
		auditView: new AuditView(ground),
		people: new People(database),
		organisations: new Organisations(database),
		credentials: new Credentials({
			...{ database, devices },
			onAttempt: (outcome, about) => watch.attempted(outcome, about)
		}),
		entrance: new Entrance({ devices, logins }),
		welcoming: new Welcome({ database, commands, logins }),
		administration: new Administration({
			...{ commands, logins },
			moved: (transaction, organisation) => refreshDueTimes(transaction, { organisation })
		})
	};
}

function sessionsOf(ground: Ground & ReturnType<typeof accountsOf>) {
	const agenda = new Agenda(ground);
	const templates = new Templates({ ...ground, agenda });
	const participation = new Participation(ground);
	return {
		...{ agenda, templates, participation, sessions: new Sessions(ground) },
		addListed: addListed({ ...ground, participation }),
		justifying: new Justifying(ground),
		documents: new Documents({ ...ground, presentIn }),
		documentChanges: new DocumentChanges(ground),
		markings: new Markings(ground),
		...{ guests: new Guests(ground), series: new Series(ground) },
		/** Founds a session from a template, or like another one. */
		found: foundSession({ ...ground, templates })
	};
}
type SessionParts = Ground & ReturnType<typeof sessionsOf>;

function engineOf(foundation: Foundation, parts: SessionParts & { readonly logins: Logins }) {
	const { documentLog: store, folding, reader, limits, log, onCommit, ...rest } = foundation;
	const rooms = new Rooms({
		...{ store, folding, limits, ...(onCommit && { onCommit }) },
		authorize: authorizeWith(parts),
		hold: holdWith(parts),
		onLate: (document) => parts.unawaited(restricting.latePlaces.put(document)),
		onDamaged: (document) => reading.noteDamaged(document),
		onTrouble: (error, doing) =>
			error ? log.error({ err: error }, `${doing} fails`) : log.info(`${doing} works again`)
	});
	const reading: DocumentReading = new DocumentReading({ rooms, reader, log });
	const registers = new Registers({ ...parts, ...rest });
	const projector = new Projector({ rooms, reading, registers, log });
	const made = { rooms, reading, registers, projector };
	const restricting = createRestricting({ ...parts, ...made, log });
	return { ...made, ...restricting };
}
type EngineParts = SessionParts & ReturnType<typeof engineOf>;

function recordsOf({ log }: Foundation, parts: EngineParts) {
	const register = new ActionRegister(parts);
	const automaticVersions = new AutomaticVersions({ ...parts, log, now: Date.now });
	const actions = new Actions(parts);
	return {
		register,
		actions,
		sourceLabels: new SourceLabels(parts),
		search: new Search(parts),
		searchIndex: new SearchIndex({ ...parts, log }),
		versions: new Versions(parts),
		automaticVersions,
		upgrades: new DocumentUpgrades({ ...parts, automaticVersions, log }),
		recovery: new Recovery(parts),
		heldChanges: new HeldChanges(parts),
		decisions: new Decisions(parts),
		decisionChanges: new DecisionChanges(parts),
		readBacks: new ReadBacks(parts),
		followUps: new FollowUps(parts),
		changeRequests: new ChangeRequests({
			...parts,
			change: (by, place, change) => actions.change(by, place, change)
		}),
		savedViews: new SavedViews(parts),
		homes: new Homes({ ...parts, register }),
		calendars: new Calendars({ ...parts, register })
	};
}
type RecordParts = EngineParts & ReturnType<typeof recordsOf>;

function runningOf({ runHooks }: Foundation, parts: RecordParts) {
	const { database, followUps } = parts;
	const closing = new Closing(parts);
	const run = new Run({
		...parts,
		missing: (reader, session, item) => closing.missing(reader, session, item),
		overruled: keepOverrule,
		onStart: (session) => carryOver(database, session),
		onClose: (transaction, session, by) => followUps.agreeAll(transaction, session, by),
		...runHooks
	});
	return {
		...{ run, closing },
		floor: new Floor(parts),
		attendance: new Attendance(parts),
		comings: new Comings({ ...parts, grace: GRACE })
	};
}

function tellingOf(parts: EngineParts) {
	const notices = new Notices(parts);
	return {
		notices,
		asks: new Asks({ ...parts, notices }),
		mentions: new Mentions({ ...parts, notices, now: Date.now }),
		preferences: new Preferences(parts),
		reminders: new Reminders({ ...parts, notices, now: Date.now })
	};
}
