import { m } from '#messages/messages.js';
import type { Wish } from '#shared/asks/ask.ts';
import { documentAccess, type Reader } from '#shared/access.ts';
import type { RequestId } from '#shared/ids.ts';
import { LIMITS } from '#shared/limits.ts';
import { mayMark } from '#shared/marking-rights.ts';
import { strictest, type Label } from '#shared/markings.ts';
import { refuse, type Refusal } from '#shared/refusals.ts';
import type { Ref } from '#shared/restrict/withheld.ts';
import { dayIn, type Day } from '#shared/time/dates.ts';
import { sessionRow } from '../run/run-rows.ts';
import { documentHead, type StoredDocumentHead } from '../sessions/document-rows.ts';
import { readersIn } from '../sessions/participant-rows.ts';
import type { Database } from '../store/connect.ts';
import { addAsk, asksOfPerson } from './ask-rows.ts';

/** What somebody asks for. */
export interface Asked {
	/** The place where lines are withheld in the document; undefined where the document itself is meant. */
	readonly marker?: Ref | undefined;
	readonly wish: Wish;
	readonly words: string;
	readonly until?: Day | undefined;
}

/** A request that was made, and who is to answer it. */
export interface Request {
	readonly id: RequestId;
	readonly target: StoredDocumentHead;
	readonly answerers: readonly Reader[];
}

/** Those who read a document and mark it as its originator. */
const answerersOf = (people: readonly Reader[], head: StoredDocumentHead): Reader[] =>
	people.filter((one) => mayAnswer(one, head));

/** Whether somebody answers for the originator of a document. */
export function mayAnswer(reader: Reader, head: StoredDocumentHead): boolean {
	return (
		head.kind !== 'board' &&
		documentAccess(reader, head) !== 'none' &&
		mayMark(reader, head.originator_id ?? undefined) === 'fully'
	);
}

/** Makes a request of somebody who may read the document from which they ask. */
export async function makeAsk(
	transaction: Database,
	actor: Reader,
	host: StoredDocumentHead,
	asked: Asked
): Promise<Request | Refusal> {
	const target = await targetOf(transaction, actor, host, asked.marker);
	if (!target || target.archived_at !== null) return refuse('not-found');
	if (target.kind === 'board') return refuse('bad-request');
	const people = await readersIn(transaction, target.session_id);
	const answerers = answerersOf(people, target);
	const refusal =
		(await troubleIn(transaction, target, asked, people)) ??
		(await beyondLimits(transaction, actor, target));
	if (refusal) return refusal;
	if (mayAnswer(actor, target)) return refuse('bad-request', m.asks_own_document());
	if (answerers.length === 0) return refuse('bad-request', m.asks_nobody_answers());
	const { wish, words, until } = asked;
	const id = await addAsk(transaction, {
		...{ document: target.id, by: actor.person },
		...{ wish, words, until }
	});
	return { id, target, answerers };
}

/** Of an annex without a trace, who may not read it learns nothing: it is as if there were none. */
async function targetOf(
	transaction: Database,
	actor: Reader,
	host: StoredDocumentHead,
	marker: Ref | undefined
): Promise<StoredDocumentHead | undefined> {
	if (!marker) return host;
	const row = await transaction
		.selectFrom('restriction')
		.select(['annex_id', 'traced'])
		.where('document_id', '=', host.id)
		.where('marker_client', '=', marker.client)
		.where('marker_clock', '=', marker.clock)
		.executeTakeFirst();
	const annex = row && (await documentHead(transaction, row.annex_id));
	const isKnown = annex && (row.traced === 1 || documentAccess(actor, annex) !== 'none');
	return isKnown ? annex : undefined;
}

async function troubleIn(
	transaction: Database,
	target: StoredDocumentHead,
	{ wish, words, until }: Asked,
	people: readonly Reader[]
): Promise<Refusal | undefined> {
	if (words === '') return refuse('words-missing');
	const { time_zone: zone } = await sessionRow(transaction, target.session_id);
	if (until !== undefined && until < dayIn(zone, new Date()))
		return refuse('bad-request', m.asks_day_is_past());
	if (wish.is === 'lower' && !isLower(wish.label, target.label))
		return refuse('bad-request', m.asks_not_lower({ label: target.label }));
	if (wish.is === 'release' && !areHere(wish, people))
		return refuse('bad-request', m.marking_not_in_the_session());
	const isCut = wish.is !== 'sanitise' || (await standsInText(transaction, target));
	return isCut ? undefined : refuse('bad-request', m.asks_no_text());
}

const isLower = (label: Label, than: Label) => label !== than && strictest([label, than]) === than;

function areHere(
	{ organisations, persons }: Extract<Wish, { is: 'release' }>,
	people: readonly Reader[]
): boolean {
	const known = new Set<string>(people.flatMap((one) => [one.person, one.organisation]));
	const wanted = [...organisations, ...persons];
	return wanted.length > 0 && wanted.every((id) => known.has(id));
}

async function standsInText(transaction: Database, { id }: StoredDocumentHead): Promise<boolean> {
	const row = await transaction
		.selectFrom('restriction')
		.select('annex_id')
		.where('annex_id', '=', id)
		.executeTakeFirst();
	return row !== undefined;
}

async function beyondLimits(
	transaction: Database,
	{ person }: Reader,
	{ id }: StoredDocumentHead
): Promise<Refusal | undefined> {
	const all = await asksOfPerson(transaction, person);
	const ofThis = all.filter((one) => one.document_id === id);
	if (ofThis.some(({ ended }) => ended === null))
		return refuse('bad-request', m.asks_one_at_a_time());
	const { ofDocument, waiting } = LIMITS.asks;
	const isTooMany =
		ofThis.length >= ofDocument || all.filter(({ ended }) => ended === null).length >= waiting;
	return isTooMany ? refuse('limit-reached') : undefined;
}
