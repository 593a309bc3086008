import { m } from '#messages/messages.js';
import { documentAccess, isForEverybody, type Audience, type Reader } from '#shared/access.ts';
import type { DocumentId, PersonId } from '#shared/ids.ts';
import {
	isSameAudience,
	leavesOutOriginator,
	mayMark,
	needsOriginator,
	seatsIn,
	type AskedAudience,
	type MayMark
} from '#shared/marking-rights.ts';
import type { MarkingView } from '#shared/marking-view.ts';
import { markingChange, type Marking } from '#shared/marking.ts';
import type { Label } from '#shared/markings.ts';
import { isRefusal, refuse, type Refusal } from '#shared/refusals.ts';
import type { Commands } from '../commands/commands.ts';
import type { SessionEvents } from '../commands/events.ts';
import { beyondHost } from '../restrict/host.ts';
import { presentIn } from '../run/attendance-rows.ts';
import { sessionRow, writeSession } from '../run/run-rows.ts';
import type { Database } from '../store/connect.ts';
import { askedAudience } from '../sessions/audiences.ts';
import { documentHead, writeAudience, type StoredDocumentHead } from '../sessions/document-rows.ts';
import { readerIn, readersIn } from '../sessions/participant-rows.ts';
import { addMarkingChange, markingChanges, revisionOf } from './marking-rows.ts';

export interface MarkingsOptions {
	readonly database: Database;
	readonly commands: Commands;
	readonly events: SessionEvents;
}

/** A marking as somebody wants it. */
export interface AskedMarking {
	readonly label: Label;
	readonly audience: AskedAudience;
	readonly caveat: string;
	/** Empty for none. */
	readonly reason: string;
	/** Which marking they looked at. */
	readonly seen: number;
}

/** A change that was made, and whom it concerns. */
interface Marked {
	readonly isPresentationOver: boolean;
	/** Everybody in the session who might read it before, or may now. */
	readonly readers: readonly PersonId[];
}

/**
 * Who may have a document, changed in place: only its originator lowers or widens, and everybody it concerns has the
 * result at once. What somebody has seen is not taken back, so nothing of it is undone.
 */
export class Markings {
	readonly #options: MarkingsOptions;

	constructor(options: MarkingsOptions) {
		this.#options = options;
	}

	/** Marks a document anew. */
	async mark(
		by: PersonId,
		document: DocumentId,
		asked: AskedMarking
	): Promise<Refusal | undefined> {
		const { commands, events } = this.#options;
		const detail: Record<string, unknown> = { document, label: asked.label };
		const result = await commands.execute<Marked & Pick<StoredDocumentHead, 'session_id'>>(
			{ by, document, name: 'document.mark', detail },
			{
				act: async (transaction, actor) => {
					const head = await documentHead(transaction, document);
					if (!head || head.kind === 'board') return refuse('forbidden');
					const marked = await mark(transaction, { head, actor, asked, detail });
					return isRefusal(marked) ? marked : { ...marked, session_id: head.session_id };
				},
				tell: ({ session_id: session, readers, isPresentationOver }) => {
					events.emit('marked', session, document, readers);
					if (isPresentationOver) events.emit('run', session);
				}
			}
		);
		return isRefusal(result) ? result : undefined;
	}

	/** The marking of a document and how it changed, for somebody who may read it. */
	async of(
		by: PersonId,
		document: DocumentId,
		open: readonly PersonId[]
	): Promise<MarkingView | Refusal> {
		const { database } = this.#options;
		const head = await documentHead(database, document);
		const reader = head && (await readerIn(database, head.session_id, by));
		if (!head || !reader || documentAccess(reader, head) === 'none') return refuse('not-found');
		const { label, caveat, audience } = head;
		const may = head.kind === 'board' ? undefined : mayMark(reader, originatorOf(head));
		return {
			...{ label, caveat, audience, may },
			originator: originatorOf(head),
			revision: await revisionOf(database, document),
			open: may ? open : [],
			history: await markingChanges(database, document)
		};
	}
}

interface Remarked {
	readonly head: StoredDocumentHead;
	readonly actor: Reader;
	readonly asked: AskedMarking;
	/** For the audit. */
	readonly detail: Record<string, unknown>;
}

async function mark(
	transaction: Database,
	{ head, actor, asked, detail }: Remarked
): Promise<Marked | Refusal> {
	const may = mayMark(actor, originatorOf(head));
	if (!may) return refuse('forbidden');
	if ((await revisionOf(transaction, head.id)) !== asked.seen) return refuse('marking-moved');
	const people = await readersIn(transaction, head.session_id);
	const { session_id: session } = head;
	const present = () => presentIn(transaction, session);
	const audience = await askedAudience({ ...asked, people, present });
	if (isRefusal(audience)) return audience;
	const [before, after] = [markingOf(head), { ...asked, audience }];
	Object.assign(detail, { audience, ...markingChange(before, after, seatsIn(people)) });
	const refusal = judge({ before, after, people, may, reason: asked.reason });
	if (refusal) return refusal;
	const beyond = await beyondHost(transaction, head.id, { label: asked.label, audience, people });
	if (beyond) return beyond;
	await write(transaction, head, { ...after, by: actor.person });
	const isPresentationOver = await endPresentation(transaction, head, audience);
	const readers = people.filter(
		(one) =>
			documentAccess(one, head) !== 'none' || documentAccess(one, { ...head, audience }) !== 'none'
	);
	return { isPresentationOver, readers: readers.map(({ person }) => person) };
}

interface Judged {
	readonly before: Marking;
	readonly after: Omit<Marking, 'originator'>;
	readonly people: readonly Reader[];
	readonly may: MayMark;
	readonly reason: string;
}

function judge({ before, after, people, may, reason }: Judged): Refusal | undefined {
	const change = markingChange(before, after, seatsIn(people));
	const isNone = !change.lowers && !change.widens && !change.tightens;
	if (isNone && isSameAudience(before.audience, after.audience))
		return refuse('bad-request', m.marking_nothing_changes());
	if (needsOriginator(change) && may !== 'fully') return refuse('not-the-originator');
	if (leavesOutOriginator({ before, after, people, by: may })) return refuse('originator-left-out');
	return needsOriginator(change) && reason === '' ? refuse('words-missing') : undefined;
}

async function write(
	transaction: Database,
	head: StoredDocumentHead,
	{
		label,
		caveat,
		audience,
		reason,
		by
	}: Omit<AskedMarking, 'audience'> & { readonly audience: Audience; readonly by: PersonId }
): Promise<void> {
	await transaction
		.updateTable('document')
		.set({ label, caveat })
		.where('id', '=', head.id)
		.execute();
	await transaction.deleteFrom('document_audience').where('document_id', '=', head.id).execute();
	await writeAudience(transaction, head.id, audience);
	await addMarkingChange(transaction, head, { label, caveat, audience, reason, by });
}

/** What is no longer for everybody is no longer shown to all. */
async function endPresentation(
	transaction: Database,
	{ id, session_id: session }: StoredDocumentHead,
	audience: Audience
): Promise<boolean> {
	if (isForEverybody(audience)) return false;
	const { presented_document_id: shown } = await sessionRow(transaction, session);
	if (shown !== id) return false;
	await writeSession(transaction, session, { presented_document_id: null });
	return true;
}

function markingOf(head: StoredDocumentHead): Marking {
	const { label, audience, caveat } = head;
	return { label, audience, caveat, originator: originatorOf(head) };
}

function originatorOf({ originator_id }: StoredDocumentHead): Marking['originator'] {
	return originator_id ?? undefined;
}
