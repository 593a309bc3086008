import type { Generated, Selectable } from 'kysely';
import type { AskEnd } from '#shared/asks/ask.ts';
import type { DocumentKind, Role } from '#shared/access.ts';
import type { DecisionKind, DecisionVerb } from '#shared/board/decisions.ts';
import type { HeldReason } from '#shared/protocol/sync.ts';
import type { Day } from '#shared/time/dates.ts';
import type {
	ActionId,
	AgendaItemId,
	CalendarFeedId,
	CopyId,
	CorrectionId,
	DecisionId,
	DocumentId,
	EditionId,
	FileId,
	HeldId,
	RequestId,
	MailId,
	NotificationId,
	OrganisationId,
	OverruleId,
	PersonId,
	ReadBackId,
	SavedViewId,
	SegmentId,
	SeriesId,
	SessionId,
	StayId,
	TemplateId,
	TurnId,
	VersionId
} from '#shared/ids.ts';
import type { FilePlace } from '#shared/files/file-view.ts';
import type { FileTypeKey } from '#shared/files/file-types.ts';
import type { FollowUpKind } from '#shared/follow-up/follow-up.ts';
import type { NoticeKind, Stage } from '#shared/follow-up/notices.ts';
import type { ActionStatus, Priority, TakenOn } from '#shared/follow-up/status.ts';
import type {
	CorrectionAnswer,
	EditionKind,
	EditionState,
	Procedure
} from '#shared/minutes/edition.ts';
import type { ExportFormat } from '#shared/minutes/export-formats.ts';
import type { SearchKind } from '#shared/find/found.ts';
import type { BriefingTypeKey } from '#shared/board/briefing-types.ts';
import type { Label } from '#shared/markings.ts';
import type { NumberKind } from '#shared/numbering.ts';
import type { ReadBackAnswer, ReadBackResult } from '#shared/decisions/read-back.ts';
import type { StayMode, StaySource } from '#shared/run/attendance.ts';
import type { TurnKind } from '#shared/run/floor.ts';
import type { Disposition, MomentKind, SessionState } from '#shared/run/run-view.ts';
import type { AutomaticReason } from '#shared/versions/automatic.ts';

/** Times are integers: milliseconds since 1970, UTC. Flags are 0 or 1. Columns marked `json` hold JSON text. */
export interface Tables {
	organisation: OrganisationTable;
	person: PersonTable;
	password: { person_id: PersonId; phc: string; changed_at: number };
	login: {
		/** SHA-256 of the id in the cookie; the id itself is not stored. */
		id_hash: string;
		person_id: PersonId;
		expires_at: number;
		created_at: number;
	};
	/** In which login somebody said why they open a document; what they said is in the audit. */
	justification: { login_hash: string; document_id: DocumentId; at: number };
	/** Devices that people signed in on; the secret in the cookie is stored as a hash. */
	known_device: {
		token_hash: string;
		person_id: PersonId;
		used_at: number;
		/** Null once its person has signed out there. */
		outbox_salt: string | null;
	};
	one_time_link: {
		token_hash: string;
		/** The person who may set a password; null creates the first administrator. */
		person_id: PersonId | null;
		expires_at: number;
		used_at: number | null;
	};
	/** Guests: people of one session, who come in by a link. */
	guest: {
		person_id: PersonId;
		session_id: SessionId;
		token_hash: string;
		expires_at: number;
		invited_by: PersonId | null;
		/** When they last came in. */
		entered_at: number | null;
	};
	session: SessionTable;
	delegation: { session_id: SessionId; organisation_id: OrganisationId; position: number };
	participant: { session_id: SessionId; person_id: PersonId; role: Role; capacity: string };
	agenda_item: AgendaItemTable;
	document: DocumentTable;
	document_audience: {
		document_id: DocumentId;
		organisation_id: OrganisationId | null;
		person_id: PersonId | null;
	};
	marking_change: MarkingChangeTable;
	attached_file: AttachedFileTable;
	document_update: { document_id: DocumentId; seq: number; at: number; data: Uint8Array };
	/** Groups of updates not yet moved to `document_update`; see journal.ts. */
	document_journal: { id: number; data: Uint8Array };
	document_snapshot: DocumentSnapshotTable;
	document_version: DocumentVersionTable;
	/** The versions that the server kept by itself. */
	automatic_version: { version_id: VersionId; reason: AutomaticReason };
	register_number: RegisterNumberTable;
	document_author: DocumentAuthorTable;
	mention: MentionTable;
	/** What was stored of documents that could not be read. */
	document_damaged: DamagedTable;
	held_change: HeldChangeTable;
	change_request: ChangeRequestTable;
	originator_ask: OriginatorAskTable;
	minutes_edition: MinutesEditionTable;
	minutes_edit: MinutesEditTable;
	minutes_correction: MinutesCorrectionTable;
	minutes_vote: {
		edition_id: EditionId;
		organisation_id: OrganisationId;
		person_id: PersonId | null;
		/** Flag. */
		objects: number;
		words: string;
		at: number;
	};
	/** The files of minutes that were made. */
	minutes_copy: {
		id: CopyId;
		sha256: string;
		session_id: SessionId;
		/** Null: of the notes as they were. */
		edition_id: EditionId | null;
		format: ExportFormat;
		label: Label;
		recipient: string;
		purpose: string;
		person_id: PersonId | null;
		at: number;
	};
	/** Who has opened an edition that was circulated. */
	minutes_opened: {
		edition_id: EditionId;
		person_id: PersonId;
		organisation_id: OrganisationId;
		at: number;
	};
	restriction: RestrictionTable;
	/** What came late into lines that were taken out, until it is in their annex. */
	late_words: LateWordsTable;
	/** How many records of a document are left out of the registers, by author. */
	left_out: { document_id: DocumentId; person_id: PersonId | null; records: number };
	action: ActionTable;
	follow_up_entry: FollowUpEntryTable;
	decision: DecisionTable;
	notification: NotificationTable;
	mail: MailTable;
	/** Links in mails that were used; `choice` is what the links of one choice have in common. */
	used_answer_link: { person_id: PersonId; choice: string; used_at: number };
	/** Where earlier versions kept keys; now they are in files beside the database. */
	secret: { name: string; value: string };
	/** One row: the last history entry for which notifications were made. */
	notice_cursor: { seq: number };
	notice_preference: { person_id: PersonId; kind: NoticeKind; in_app: number; mail: number };
	/** The reminders given. */
	reminder: {
		document_id: DocumentId;
		action_id: ActionId;
		due: Day;
		stage: Stage;
		at: number;
	};
	audit: AuditTable;
	/** The last row of each chain of the audit. */
	audit_head: { chain: string; position: number; hash: string };
	calendar_feed: {
		id: CalendarFeedId;
		person_id: PersonId;
		/** SHA-256 of the token in the link; the token itself is not stored. */
		token_hash: string;
		whose: 'mine' | 'organisation';
		events: number;
		created_at: number;
		read_at: number | null;
	};
	item_segment: ItemSegmentTable;
	session_moment: SessionMomentTable;
	floor_turn: FloorTurnTable;
	stay: StayTable;
	absence: AbsenceTable;
	read_back: ReadBackTable;
	read_back_answer: ReadBackAnswerTable;
	decision_change: DecisionChangeTable;
	series: { id: SeriesId; name: string; created_at: number };
	carried_action: CarriedActionTable;
	session_template: SessionTemplateTable;
	overrule: OverruleTable;
	saved_view: SavedViewTable;
	/** One row, with a number that is another after each change of who may read what. */
	access_revision: { id: 1; n: number };
	search_entry: SearchEntryTable;
	search_word: SearchWordTable;
	search_due: SearchDueTable;
}

interface OrganisationTable {
	id: OrganisationId;
	code: string;
	name: string;
	/** ISO 3166 code, or `EU`, `INT` for bodies that belong to no single country. */
	country: string;
	colour: string;
	/** The time zone of its people; null: the zone of each session. */
	time_zone: Generated<string | null>;
}

interface PersonTable {
	id: PersonId;
	organisation_id: OrganisationId;
	name: string;
	function: string;
	/** Null for a person who is named in the record but cannot sign in. */
	email: string | null;
	/** Null: the organisation's. */
	time_zone: Generated<string | null>;
	/** The language of mails to them. */
	language: Generated<string>;
	administrator: number;
	/** Flag: sees the audit. */
	auditor: Generated<number>;
	illustrative: number;
	created_at: number;
	/** When an administrator disabled them; null: they are not disabled. */
	disabled_at: Generated<number | null>;
	/** Flag: a newcomer who has not dismissed their first steps. */
	first_steps: Generated<number>;
}

interface SessionTable {
	id: SessionId;
	sequence: number;
	reference: string;
	title: string;
	date: Day;
	starts_at: string | null;
	time_zone: string;
	place: string | null;
	purpose: string | null;
	/** What the record was prepared from, such as a press release. */
	source: string | null;
	hosts: string;
	label: Label;
	community: string;
	clients: string;
	state: SessionState;
	created_by: PersonId | null;
	created_at: number;
	running_item_id: Generated<AgendaItemId | null>;
	/** Incremented with every change of the run. */
	run_revision: Generated<number>;
	/** The planned end, computed at the start. */
	due_at: Generated<number | null>;
	/** A document that the chair presents to all instead of the running item's notes. */
	presented_document_id: Generated<DocumentId | null>;
	/** While suspended: when it is to resume, if that was said. */
	resumes_at: Generated<number | null>;
	series_id: Generated<SeriesId | null>;
	illustrative: Generated<number>;
	/** Restricted documents open once their reader has said why. */
	asks_why: Generated<number>;
}

interface AgendaItemTable {
	id: AgendaItemId;
	session_id: SessionId;
	/** Fractional order key. */
	position: string;
	kind: string;
	title: string;
	planned_minutes: number | null;
	/** json: `{ name, function }[]` */
	speakers: string;
	removed_at: number | null;
	closed_at: Generated<number | null>;
	disposition: Generated<Disposition | null>;
	/** json: organisations that must be present */
	needs: Generated<string>;
	carried_from: Generated<AgendaItemId | null>;
	/** How often it was postponed to a later session. */
	postponed: Generated<number>;
}

interface DocumentTable {
	id: DocumentId;
	session_id: SessionId;
	kind: DocumentKind;
	title: string;
	label: Label;
	position: number;
	originator_id: OrganisationId | null;
	illustrative: number;
	created_at: number;
	/** The last update that was projected into the registers. */
	projected_seq: number;
	/** Only for briefings: determines the required parts of the head. */
	briefing_type: Generated<BriefingTypeKey | null>;
	/** In which what stands in it is written; see `shared/text/roots.ts`. */
	schema: Generated<number>;
	/** The last update of which the words can be found; -1 before they were read. */
	searched_seq: Generated<number>;
	/** Null: it is in the list. */
	archived_at: Generated<number | null>;
	/** Besides the label, such as `LIMITE`; one line, empty for none. */
	caveat: Generated<string>;
	/** Null: nobody who is known. */
	made_by: Generated<PersonId | null>;
}

/** A change of who may have a document. Append-only; its words are as secret as the document. */
interface MarkingChangeTable {
	seq: Generated<number>;
	document_id: DocumentId;
	at: number;
	by_person: PersonId;
	from_label: Label;
	to_label: Label;
	/** `json`: an audience. */
	from_audience: string;
	to_audience: string;
	from_caveat: string;
	to_caveat: string;
	reason: string;
}

/** A file of a document. Its bytes are beside the database, under its id. */
interface AttachedFileTable {
	id: FileId;
	document_id: DocumentId;
	/** `action`: of the action `object_id`. `text`: a picture in the text. */
	place: FilePlace['on'];
	object_id: ActionId | '';
	name: string;
	type: FileTypeKey;
	size: number;
	/** SHA-256 of its bytes, hexadecimal. */
	sha256: string;
	/** Pixels of a picture. */
	width: number | null;
	height: number | null;
	/** What a picture shows, in words; empty where nobody has said. */
	alt: string;
	/** Flag: it shows nothing that words could say. */
	decorative: number;
	/** Null: that of the document. */
	label: Label | null;
	/** json: an audience; null: that of the document. */
	audience: string | null;
	originator_id: OrganisationId;
	added_by: PersonId | null;
	added_at: number;
	/** Incremented with every change of its marking. */
	revision: Generated<number>;
}

interface MinutesEditionTable {
	id: EditionId;
	session_id: SessionId;
	kind: EditionKind;
	/** Counted from 1 among those of its kind. */
	number: number;
	/** Incremented with every change. */
	revision: Generated<number>;
	state: EditionState['is'];
	/** json: the attribution of items that is not by name, by their ids. */
	attributions: Generated<string>;
	made_by: PersonId | null;
	made_at: number;
	circulated_by: PersonId | null;
	circulated_at: number | null;
	until: Day | null;
	procedure: Procedure | null;
	/** json: the delegations that are to approve. */
	approvers: Generated<string>;
	adopted_by: PersonId | null;
	adopted_at: number | null;
	adopted_in: SessionId | null;
	/** json: the complete record on which its edits are; null while it follows the session. */
	record: string | null;
	/** json */
	seal: string | null;
	seal_hash: string | null;
}

interface MinutesEditTable {
	seq: Generated<number>;
	edition_id: EditionId;
	document_id: DocumentId;
	line: string;
	/** json */
	what: string;
	person_id: PersonId | null;
	at: number;
}

interface MinutesCorrectionTable {
	id: CorrectionId;
	edition_id: EditionId;
	document_id: DocumentId;
	line: string;
	number: string;
	was: string;
	wanted: string;
	reason: string;
	person_id: PersonId | null;
	organisation_id: OrganisationId;
	at: number;
	answer: CorrectionAnswer | null;
	answer_words: Generated<string>;
	answered_by: PersonId | null;
	answered_at: number | null;
}

interface DocumentSnapshotTable {
	document_id: DocumentId;
	seq: number;
	at: number;
	data: Uint8Array;
	/** The engine's index; null in rows of older versions of the program. */
	state_index: Uint8Array | null;
}

interface DocumentVersionTable {
	id: VersionId;
	document_id: DocumentId;
	/** The sequence number of the last update in it. */
	seq: number;
	label: string;
	/** Null when the server kept it, or when the person was deleted. */
	by_person: PersonId | null;
	at: number;
	data: Uint8Array;
}

interface DamagedTable {
	id: Generated<number>;
	document_id: DocumentId;
	moved_at: number;
	kind: 'snapshot' | 'update';
	seq: number;
	at: number;
	data: Uint8Array;
	state_index: Uint8Array | null;
}

/** One at a time for each person and action. */
interface OriginatorAskTable {
	id: RequestId;
	/** The document that is asked for: also an annex that who asks may not read. */
	document_id: DocumentId;
	person_id: PersonId;
	/** json: Wish */
	wish: string;
	/** Why; as secret as the document. */
	words: string;
	until: Day | null;
	at: number;
	/** Null while it waits. */
	ended: AskEnd | null;
	end_words: Generated<string>;
	ended_by: PersonId | null;
	ended_at: number | null;
}

interface ChangeRequestTable {
	id: RequestId;
	document_id: DocumentId;
	action_id: ActionId;
	person_id: PersonId;
	/** json: AskedChange */
	change: string;
	/** Why; as secret as the document. */
	words: string;
	at: number;
}

/** Lines that were taken out of a document into an annex. */
interface RestrictionTable {
	annex_id: DocumentId;
	document_id: DocumentId;
	/** The text in which they stood. */
	root: string;
	/** Flag: those who may not read them are told that something is withheld. */
	traced: number;
	by_person: PersonId | null;
	at: number;
	/** What was left in their place: the client that made it, and its clock. */
	marker_client: number;
	marker_clock: number;
	/** json: Taken without annex and marker */
	taken: string;
	/** json: Moved[] */
	moved: string;
	/** When nothing of them was left in the document, its versions and its log. */
	done_at: number | null;
}

interface LateWordsTable {
	document_id: DocumentId;
	/** Of the first item. */
	client: number;
	clock: number;
	person_id: PersonId | null;
	at: number;
	/** json: Late[] */
	late: string;
}

interface HeldChangeTable {
	id: HeldId;
	document_id: DocumentId;
	session_id: SessionId;
	person_id: PersonId;
	reason: HeldReason;
	at: number;
	data: Uint8Array;
	words: string;
}

interface DocumentAuthorTable {
	document_id: DocumentId;
	client: number;
	clock: number;
	person_id: PersonId | null;
	/** Null for what came before this was noted. */
	at: number | null;
}

interface RegisterNumberTable {
	session_id: SessionId;
	kind: NumberKind;
	sequence: number;
	object_id: ActionId | DecisionId;
	document_id: DocumentId;
	given_at: number;
	/** Whose record it was given to; null for those given before this was noted, or to nobody's. */
	person_id: PersonId | null;
}

interface ActionTable {
	/** In the order in which they were added. */
	seq: Generated<number>;
	id: ActionId;
	session_id: SessionId;
	document_id: DocumentId;
	item_id: AgendaItemId | null;
	text: string;
	lead_organisation_id: OrganisationId | null;
	lead_person_id: PersonId | null;
	/** json: organisation ids */
	support: string;
	due: Day | null;
	/** json: organisation ids */
	informed: Generated<string>;
	/** json: action ids */
	depends_on: Generated<string>;
	priority: Generated<Priority>;
	/** Text, lead and reference, folded for search. */
	search: Generated<string>;
	/** When the due day ends in the lead's time zone. */
	due_at: Generated<number | null>;
	illustrative: number;
	void: number;
	changed_at: number;

	/** The columns from here on are not read from the document: the server decides them by command. */
	status: ActionStatus;
	taken_on: Generated<TakenOn | null>;
	original_due: Generated<Day | null>;
	slips: Generated<number>;
	/** 1 while the document says something else about an agreed action, or nothing. */
	differs: Generated<number>;
	/** How many rows of change_request there are. */
	changes_asked: Generated<number>;
	/** Incremented with every visible change. */
	revision: Generated<number>;
}

/** The history of actions. Append-only. */
interface FollowUpEntryTable {
	seq: Generated<number>;
	document_id: DocumentId;
	action_id: ActionId;
	session_id: SessionId;
	at: number;
	/** Null when the event was read from the document. */
	person_id: PersonId | null;
	kind: FollowUpKind;
	/** json: the rest of the FollowUpEvent */
	detail: string;
	/** A note, a reason or a reference; as secret as the document. */
	words: string;
}

interface DecisionTable {
	id: DecisionId;
	session_id: SessionId;
	document_id: DocumentId;
	item_id: AgendaItemId | null;
	kind: DecisionKind;
	verb: DecisionVerb;
	text: string;
	/** The action that the decision requests. */
	action_id: Generated<ActionId | null>;
	illustrative: number;
	void: number;
	changed_at: number;
}

/** Who was mentioned in which line: nobody is told twice. */
interface MentionTable {
	document_id: DocumentId;
	line_id: string;
	person_id: PersonId;
	/** Who wrote it. */
	by_id: PersonId | null;
	item_id: AgendaItemId | null;
	at: number;
}

interface NotificationTable {
	id: NotificationId;
	person_id: PersonId;
	session_id: SessionId;
	kind: NoticeKind;
	/** Null for a mention, and for a request to an originator. */
	action_id: ActionId | null;
	/** Of a mention: its line in the document. */
	line_id: string | null;
	document_id: DocumentId;
	/** The request to an originator that it is about. */
	ask_id: RequestId | null;
	/** The history entry that it is about; null for reminders. */
	entry_seq: number | null;
	/** Only for reminders. */
	stage: Stage | null;
	created_at: number;
	read_at: number | null;
	/** `given`: it is in the mail `mail_id`. */
	mail: 'none' | 'waiting' | 'given';
	mail_id: MailId | null;
	/** Flag: it is repeated, because an earlier mail may not have arrived. */
	mail_again: Generated<number>;
}

interface MailTable {
	id: MailId;
	person_id: PersonId;
	/** `empty`: nothing was left that its person may read. `told-again`: was unsure, and repeated in a later mail. */
	state: 'waiting' | 'handing-over' | 'sent' | 'unsure' | 'told-again' | 'failed' | 'empty';
	attempts: number;
	next_at: number;
	created_at: number;
	done_at: number | null;
}

/** Commands, done or refused. Append-only. */
/** Each row is chained to the one before it; see server/chain/audit-line.ts. */
interface AuditTable {
	seq: number;
	chain: string;
	position: number;
	previous: string;
	hash: string;
	at: number;
	person_id: PersonId | null;
	session_id: SessionId | null;
	command: string;
	/** json: ids and codes, never content */
	detail: string;
	/** `done`, or the code of the refusal */
	outcome: string;
}

/** A period in which an item ran without interruption. */
interface ItemSegmentTable {
	id: SegmentId;
	session_id: SessionId;
	item_id: AgendaItemId;
	started_at: number;
	ended_at: number | null;
}

interface SessionMomentTable {
	seq: Generated<number>;
	session_id: SessionId;
	kind: MomentKind;
	at: number;
	person_id: PersonId | null;
}

/** A request for the floor: waiting, then speaking, then ended. One that ended without a start was taken back. */
interface FloorTurnTable {
	id: TurnId;
	session_id: SessionId;
	/** The item that was running at the time of the request. */
	item_id: AgendaItemId | null;
	person_id: PersonId;
	organisation_id: OrganisationId;
	kind: TurnKind;
	asked_at: number;
	started_at: number | null;
	ended_at: number | null;
}

interface StayTable {
	id: StayId;
	session_id: SessionId;
	person_id: PersonId;
	mode: StayMode;
	source: StaySource;
	arrived_at: number;
	left_at: number | null;
}

interface AbsenceTable {
	session_id: SessionId;
	person_id: PersonId;
	/** Null: excused. */
	replaced_by: PersonId | null;
}

/**
 * A wording as it was read back. It replaces the document's wording while the read-back is open and once it is agreed.
 */
interface ReadBackTable {
	id: ReadBackId;
	session_id: SessionId;
	document_id: DocumentId;
	decision_id: DecisionId;
	/** Incremented with every change. */
	revision: number;
	kind: DecisionKind;
	verb: DecisionVerb;
	text: string;
	opened_at: number;
	opened_by: PersonId | null;
	closed_at: number | null;
	/** Null while it is open. */
	result: ReadBackResult | null;
}

interface ReadBackAnswerTable {
	read_back_id: ReadBackId;
	organisation_id: OrganisationId;
	position: number;
	/** Null until the delegation has answered. */
	answer: ReadBackAnswer | null;
	words: string;
	lift_by: Day | null;
	answered_at: number | null;
	answered_by: PersonId | null;
	lifted_at: number | null;
}

/** A decision that a later one amends or supersedes. */
interface DecisionChangeTable {
	document_id: DocumentId;
	decision_id: DecisionId;
	kind: 'amended' | 'superseded';
	by_document_id: DocumentId;
	by_decision_id: DecisionId;
	at: number;
}

/** An action that was open when a later session of its series started. */
interface CarriedActionTable {
	session_id: SessionId;
	document_id: DocumentId;
	action_id: ActionId;
	/** How often it had been carried over by then. */
	postponed: number;
	at: number;
}

interface SessionTemplateTable {
	id: TemplateId;
	/** The organisation whose people may use it. */
	organisation_id: OrganisationId;
	name: string;
	description: string;
	/** json: agenda items without speakers */
	agenda: string;
	created_by: PersonId | null;
	created_at: number;
}

interface OverruleTable {
	id: OverruleId;
	session_id: SessionId;
	/** Null: the session itself was closed. */
	item_id: AgendaItemId | null;
	reason: string;
	/** json: codes of what was missing, with ids */
	missing: string;
	person_id: PersonId | null;
	at: number;
}

/** A named filter of the register. */
interface SavedViewTable {
	id: SavedViewId;
	person_id: PersonId;
	name: string;
	/** The filter as a query string, as in the address. */
	query: string;
	created_at: number;
}

/** Something that can be found. */
interface SearchEntryTable {
	id: Generated<number>;
	kind: SearchKind;
	/** Where a reader must be allowed to look: a session, a document, or `people`. */
	scope: string;
	/** Of a line, its id in the text; '' where it has none. */
	object_id: string;
	/** Of a line in notes. */
	item_id: AgendaItemId | null;
	/** How its title or text begins, folded. */
	start: string;
	/** The words by which it is found, folded, with spaces between them. */
	words: string;
	/** Of a line; all else is read where it is. */
	text: string;
}

interface SearchWordTable {
	scope: string;
	word: string;
	entry_id: number;
}

/** What was added, changed or deleted since its words were read. */
interface SearchDueTable {
	seq: Generated<number>;
	kind: Exclude<SearchKind, 'line'>;
	scope: string;
	object_id: string;
}

export type Row<T extends keyof Tables> = Selectable<Tables[T]>;
