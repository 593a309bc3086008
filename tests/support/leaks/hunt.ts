import { expect, vi } from 'vitest';
import type { ExportFormat } from '#shared/minutes/export-formats.ts';
import type { Listener } from '../listener.ts';
import { catchMail, type MailCatcher } from '../mail-catcher.ts';
import { holdMeeting, PEOPLE, type Meeting, type Who } from '../meeting.ts';
import { rowOf } from '../meeting-rows.ts';
import { listenAll, overhear, overhearPolled, type Ear } from './ears.ts';
import { Onlookers, type Seen } from './onlookers.ts';
import { plant, SMALL_CHANGES, type Audience, type Planted } from './planted.ts';
import { QUESTIONS, type Places } from './questions.ts';
import { READERS, signInAll, type Cookies, type ReaderName } from './readers.ts';
import { wordsIn } from './reading.ts';
import {
	addDocument,
	circulateMinutes,
	answersOf,
	exportsOf,
	feedsOf,
	foundLater,
	restrictLine,
	startSession
} from './scene.ts';
import { twinsOf, type Difference } from './twins.ts';

/** What is planted, and for whom. */
export interface Target extends Audience {
	/** Delegations by their codes, and people; nobody means everybody. */
	readonly codes: readonly string[];
	readonly people?: readonly Who[];
}

/** What is planted, and who asks for it. */
export interface Extent {
	readonly audiences: readonly Target[];
	/** Words that Olga restricts to her delegation without a trace. */
	readonly restricted: string;
	readonly readers: readonly ReaderName[];
	readonly formats: readonly ExportFormat[];
	/** The ways out that are watched, besides sockets, the live channel and mail; absent for all. */
	readonly ways?: readonly Way[];
}

/**
 * The answers to every question, exports among them; that a planted document is told from one that does not exist; and that
 * pages of others change.
 */
export type Way = 'answers' | 'twins' | 'changes';
const WAYS: readonly Way[] = ['answers', 'twins', 'changes'];

/** The line stood in the board, which is theirs: their pages are told that it went, and forget it. */
const OF_THE_BOARD = ['changed documents', 'changed registers', 'withheld', 'registers'];

/** How the server is started. */
interface Server {
	readonly flags?: readonly string[];
	readonly env?: Record<string, string>;
}

/** A document socket of somebody. */
interface Socket {
	readonly word: string;
	readonly reader: ReaderName;
	readonly ear: Ear;
}

/** All that came out of the board, by whom it reached. */
export interface Caught {
	readonly meeting: Meeting;
	readonly cookies: Cookies;
	readonly planted: readonly Planted[];
	readonly places: ReadonlyMap<ReaderName, Places>;
	/** The text of every answer, by reader and address. */
	readonly answers: ReadonlyMap<ReaderName, ReadonlyMap<string, string>>;
	/** Live channels, and document sockets. */
	readonly ears: ReadonlyMap<ReaderName, Listener>;
	readonly sockets: readonly Socket[];
	readonly mails: ReadonlyMap<ReaderName, string>;
	/** What changed for people outside when something was planted. */
	readonly seen: readonly Seen[];
	/** Answers that tell a planted document from one that does not exist. */
	readonly differences: readonly Difference[];
	end(): Promise<void>;
}

/**
 * Plants words for every audience in a meeting of its own, then asks every address as everybody, listens to every channel
 * and reads every mail.
 */
export async function hunt(extent: Extent, server: Server = {}): Promise<Caught> {
	const catcher = await catchMail();
	const mail = { SMTP_URL: catcher.url, MAIL_PAUSE_SECONDS: '0', MAIL_FROM: 'board@example.org' };
	const { flags = [], env = {} } = server;
	const { ways = WAYS } = extent;
	const meeting = await holdMeeting({ ...SMALL_CHANGES, ...mail, ...env }, { flags });
	const cookies = await signInAll(meeting);
	const later = await foundLater(meeting);
	await startSession(meeting, meeting.session, 'chair');
	const ears = await listenAll(meeting, cookies);
	const onlookers = new Onlookers(meeting, ears, ways.includes('changes'));
	const sockets: Socket[] = [];
	const planted = await plantAll(meeting, later, { extent, cookies, ears, onlookers, sockets });
	await onlookers.during(
		['ukraine', 'commission'],
		() => restrictLine(meeting, 'olga', extent.restricted),
		{ told: OF_THE_BOARD, pages: [`/sessions/${meeting.session}/minutes/paper`] }
	);
	await startSession(meeting, later, 'olga'); // what is open is carried over
	await circulateMinutes(meeting);
	const isAsking = ways.includes('answers');
	if (isAsking) await Promise.all(planted.map((place) => isIndexed(meeting, place)));
	const exporters = [...new Set<Who>(['chair', ...extent.readers.filter(mayExport)])];
	const formats = isAsking ? extent.formats : [];
	const jobs = await exportsOf(meeting, cookies, exporters, formats);
	const places = new Map<ReaderName, Places>();
	const answers = new Map<ReaderName, Map<string, string>>();
	for (const reader of extent.readers) {
		const known = await placesOf({ meeting, later, planted, cookies, jobs }, reader);
		places.set(reader, known);
		const asked = isAsking ? askAll(meeting, cookies[reader], known) : new Map<string, string>();
		answers.set(reader, await asked);
	}
	return {
		...{ meeting, cookies, planted, places, answers, ears, sockets, seen: onlookers.seen },
		mails: await mailsOf(meeting, catcher),
		differences: ways.includes('twins')
			? await twinsOf(meeting, { planted, readers: extent.readers, cookies, places })
			: [],
		async end() {
			for (const { ear } of sockets) ear.end();
			for (const ear of ears.values()) ear.close();
			await meeting.end();
			await catcher.close();
		}
	};
}

interface Scene {
	readonly extent: Extent;
	readonly cookies: Cookies;
	readonly ears: ReadonlyMap<ReaderName, Listener>;
	readonly onlookers: Onlookers;
	readonly sockets: Socket[];
}

/** Everybody has every document open, or was refused it, before anything is written in it. */
async function plantAll(
	meeting: Meeting,
	later: string,
	{ extent, cookies, ears, onlookers, sockets }: Scene
): Promise<Planted[]> {
	const documents: (readonly [Audience, string])[] = [];
	for (const audience of extent.audiences) {
		const { codes, people } = audience;
		documents.push([audience, await addDocument(meeting, audience, codes, people)]);
	}
	for (const [{ word }, document] of documents)
		for (const reader of extent.readers)
			for (const path of [document, `${meeting.session}/${document}`, `${later}/${document}`])
				for (const open of [overhear, overhearPolled])
					sockets.push({ word, reader, ear: open(meeting, path, cookies[reader]) });
	await Promise.all(sockets.map(({ ear }) => ear.told));
	const planted: Planted[] = [];
	for (const [audience, document] of documents) {
		const outside = Object.keys(PEOPLE).filter(isSeated).filter(isOutside(audience));
		const act = () => plant(meeting, document, audience, earOf(ears, audience.author));
		planted.push(await onlookers.during(outside, act));
	}
	return planted;
}

const isSeated = (who: string): who is Who => who !== 'outsider';
const isOutside =
	({ insiders }: Audience) =>
	(who: Who) =>
		!insiders.includes(who);
const isKnown = (name: ReaderName): name is Who => Object.hasOwn(PEOPLE, name);
const mayExport = (name: ReaderName): name is Who => isKnown(name) && name !== 'outsider';

export function earOf(ears: ReadonlyMap<ReaderName, Listener>, who: Who): Listener {
	const ear = ears.get(who);
	if (!ear) throw new Error(`${who} does not listen`);
	return ear;
}

interface Known {
	readonly meeting: Meeting;
	readonly later: string;
	readonly planted: readonly Planted[];
	readonly cookies: Cookies;
	readonly jobs: ReadonlyMap<ReaderName, readonly string[]>;
}

async function placesOf(known: Known, reader: ReaderName): Promise<Places> {
	const { meeting, later, planted, cookies, jobs } = known;
	const strange = [...jobs].flatMap(([owner, list]) => (owner === reader ? [] : list.slice(-1)));
	return {
		...{ session: meeting.session, later, planted },
		feeds: reader === 'nobody' ? ['x'.repeat(32)] : await feedsOf(meeting, cookies[reader]),
		answers: isKnown(reader) ? await answersOf(meeting, reader, planted) : ['e30.x'],
		jobs: [...(jobs.get(reader) ?? []), ...strange]
	};
}

/** Resolves when the search finds what was planted, a moment later. */
async function isIndexed(meeting: Meeting, { word, author }: Planted): Promise<void> {
	const look = async () => {
		const found = await meeting.get(author, `/api/search?q=${word}decision`);
		expect(await found.text()).toContain(`"${word}decision"`);
	};
	await vi.waitFor(look, { timeout: 15_000, interval: 50 });
}

/** Asks every question as somebody. */
async function askAll(meeting: Meeting, cookie: string, known: Places) {
	const texts = new Map<string, string>();
	for (const ask of Object.values(QUESTIONS))
		for (const path of ask(known)) texts.set(path, await read(meeting, cookie, path));
	return texts;
}

/** All text of an answer. */
export async function read({ address }: Meeting, cookie: string, path: string): Promise<string> {
	return wordsIn(await fetch(address + path, { headers: { cookie }, redirect: 'manual' }));
}

/** The mails of everybody, once nothing waits to be sent. */
async function mailsOf(meeting: Meeting, { caught }: MailCatcher) {
	const waiting = "select count(*) as n from mail where state = 'waiting'";
	await vi.waitFor(
		() => {
			if (rowOf<{ n: number }>(meeting, waiting).n > 0) throw new Error('mail waits');
		},
		{ timeout: 30_000, interval: 50 }
	);
	const mails = new Map<ReaderName, string>();
	for (const reader of READERS.filter(isKnown)) {
		const own = caught.filter(({ to }) => to === PEOPLE[reader]);
		mails.set(reader, own.map(({ subject, text }) => `${subject}\n${text}`).join('\n'));
	}
	return mails;
}
