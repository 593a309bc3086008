import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LIVE_EVENTS } from '#shared/commands/live-events.ts';
import { ROUTES } from '#shared/commands/routes.ts';
import { CLOSE } from '#shared/protocol/sync.ts';
import { ATTEMPTS } from '../support/leaks/attempts.ts';
import { listenAll, overhear, overhearPolled, type Ear } from '../support/leaks/ears.ts';
import {
	plant,
	SMALL_CHANGES,
	wordsOf,
	type Audience,
	type Planted
} from '../support/leaks/planted.ts';
import { QUESTIONS, type Places } from '../support/leaks/questions.ts';
import { READERS, signInAll, type Cookies, type ReaderName } from '../support/leaks/readers.ts';
import { wordsIn, wordsWith } from '../support/leaks/reading.ts';
import {
	addDocument,
	answersOf,
	command,
	exportsOf,
	feedsOf,
	foundLater,
	restrictLine,
	startSession
} from '../support/leaks/scene.ts';
import type { Listener } from '../support/listener.ts';
import { holdMeeting, PEOPLE, type Meeting, type Who } from '../support/meeting.ts';

const PARTICIPANTS = ['chair', 'rapporteur', 'olga', 'commission', 'ukraine', 'observer'] as const;

/** For all participants, for two delegations, and for two people. */
const EVERYBODY: Audience = {
	...{ word: 'albatross', kind: 'briefing', author: 'rapporteur', insiders: PARTICIPANTS },
	...{ leads: ['commission', 'olga'], readBack: ['chair', 'ukraine'] }
};
const DELEGATIONS: Audience = {
	...{ word: 'bandicoot', kind: 'annex', author: 'chair' },
	insiders: ['chair', 'rapporteur', 'commission', 'observer'],
	...{ leads: ['olga', 'commission'], readBack: ['chair', 'commission'] }
};
const TWO_PEOPLE: Audience = {
	...{ word: 'capybara', kind: 'briefing', author: 'olga', insiders: ['olga', 'ukraine'] },
	leads: ['chair', 'ukraine']
};
/** A line of the notes for one delegation, of which others are told nothing. */
const RESTRICTED = 'dormouse in the cellar';

const AUDIENCES = [EVERYBODY, DELEGATIONS, TWO_PEOPLE];

let meeting: Meeting;
let cookies: Cookies;
let later: string;
let ears: ReadonlyMap<ReaderName, Listener> = new Map();
let planted: readonly Planted[];
let jobs: ReadonlyMap<ReaderName, readonly string[]>;
/** Document sockets of everybody, by document and reader. */
const sockets: { readonly audience: Audience; readonly reader: ReaderName; readonly ear: Ear }[] =
	[];
/** The pages of people outside that changed when something was planted. */
const counted: { readonly who: Who; readonly differing: readonly string[] }[] = [];
const places = new Map<ReaderName, Places>();
/** The text of every answer, by reader and address. */
const answers = new Map<ReaderName, Map<string, string>>();

beforeAll(async () => {
	meeting = await holdMeeting(SMALL_CHANGES);
	cookies = await signInAll(meeting);
	later = await foundLater(meeting);
	await startSession(meeting, meeting.session, 'chair');
	ears = await listenAll(meeting, cookies);
	const forTwo = await addDocument(meeting, TWO_PEOPLE, [], TWO_PEOPLE.insiders);
	const forAll = await addDocument(meeting, EVERYBODY, []);
	const forSome = await addDocument(meeting, DELEGATIONS, ['EUROJUST', 'EC']);
	await openSockets([
		[EVERYBODY, forAll],
		[DELEGATIONS, forSome],
		[TWO_PEOPLE, forTwo]
	]);
	planted = [
		await plant(meeting, forAll, EVERYBODY, earOf('rapporteur')),
		await counting(['olga', 'ukraine'], () => plant(meeting, forSome, DELEGATIONS, earOf('chair'))),
		await counting(['chair', 'commission', 'observer'], () =>
			plant(meeting, forTwo, TWO_PEOPLE, earOf('olga'))
		)
	];
	await counting(['ukraine', 'commission'], () => restrictLine(meeting, 'olga', RESTRICTED));
	await startSession(meeting, later, 'olga'); // what is open is carried over
	jobs = await exportsOf(meeting, cookies, PARTICIPANTS);
	for (const reader of READERS) {
		const known = await placesOf(reader);
		places.set(reader, known);
		answers.set(reader, await askAll(reader, known));
	}
}, 120_000);

afterAll(async () => {
	for (const { ear } of sockets) ear.end();
	for (const ear of ears.values()) ear.close();
	await meeting.end();
});

function earOf(who: Who): Listener {
	const ear = ears.get(who);
	if (!ear) throw new Error(`${who} does not listen`);
	return ear;
}

const entriesOf = <T extends object>(table: T) => Object.entries(table) as [keyof T, T[keyof T]][];

const isInside = ({ insiders }: Audience, reader: ReaderName) =>
	insiders.some((who) => who === reader);

/** Everybody opens every document, by both of its addresses, and by long polling. */
async function openSockets(documents: readonly (readonly [Audience, string])[]): Promise<void> {
	for (const [audience, document] of documents)
		for (const reader of READERS)
			for (const path of [document, `${meeting.session}/${document}`, `${later}/${document}`])
				for (const open of [overhear, overhearPolled])
					sockets.push({ audience, reader, ear: open(meeting, path, cookies[reader]) });
	await Promise.all(sockets.map(({ ear }) => ear.told));
}

/** Pages whose lists and counts would show that there is something. */
const countedFor = () => [
	...['', '/decisions', '/notifications'].map((path) => `${path}/__data.json`),
	...['table', 'board', 'timeline'].map((as) => `/actions/__data.json?show=all&as=${as}`),
	...['organisation', 'mine'].map((whose) => `/actions/__data.json?show=${whose}`),
	...['', '/progress'].map((path) => `/sessions/${meeting.session}${path}/__data.json`)
];

/** Does something that these people must not notice, and takes down which pages it changes for them. */
async function counting<T>(people: readonly Who[], act: () => Promise<T>): Promise<T> {
	const before = await Promise.all(people.map(quiet));
	const done = await act();
	for (const [at, who] of people.entries()) {
		const after = await quiet(who);
		const differing = countedFor().filter((_, page) => before[at]?.[page] !== after[page]);
		counted.push({ who, differing });
	}
	return done;
}

const look = (who: Who) => Promise.all(countedFor().map((path) => timeless(who, path)));

/** The pages once nothing of what was done before is on its way to them any more: two looks are the same. */
async function quiet(who: Who): Promise<readonly string[]> {
	let last = await look(who);
	for (;;) {
		const now = await look(who);
		if (now.every((page, at) => page === last[at])) return now;
		last = now;
	}
}

/** The data of a page, without the time of asking. */
async function timeless(who: Who, path: string): Promise<string> {
	const text = await (await meeting.get(who, path)).text();
	const { nodes } = JSON.parse(text) as {
		nodes: readonly ({ data?: readonly unknown[] } | null)[];
	};
	const read = nodes.map((node) => (node?.data ? unfolded(node.data, 0) : node));
	return JSON.stringify(read).replaceAll(/\b\d{13}\b/g, 'a moment');
}

/** A value of a page's data, in which equal values, such as two moments, stand once and are referred to. */
function unfolded(data: readonly unknown[], at: number): unknown {
	const value = data[at];
	if (typeof value !== 'object' || value === null) return value;
	const isPlain = !Array.isArray(value) || typeof value[0] !== 'string';
	const inner = (one: unknown) => (typeof one === 'number' && isPlain ? unfolded(data, one) : one);
	if (Array.isArray(value)) return value.map(inner);
	return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, inner(one)]));
}

async function placesOf(reader: ReaderName): Promise<Places> {
	const isKnown = (name: ReaderName): name is Who => Object.hasOwn(PEOPLE, name);
	const strange = [...jobs].flatMap(([owner, list]) => (owner === reader ? [] : list.slice(-1)));
	return {
		...{ session: meeting.session, later, planted },
		feeds: reader === 'nobody' ? ['x'.repeat(32)] : await feedsOf(meeting, cookies[reader]),
		answers: isKnown(reader) ? await answersOf(meeting, reader, planted) : ['e30.x'],
		jobs: [...(jobs.get(reader) ?? []), ...strange]
	};
}

/** Asks every question as somebody. */
async function askAll(reader: ReaderName, known: Places): Promise<Map<string, string>> {
	const texts = new Map<string, string>();
	for (const ask of Object.values(QUESTIONS))
		for (const path of ask(known)) texts.set(path, await read(reader, path));
	return texts;
}

async function read(reader: ReaderName, path: string): Promise<string> {
	const headers = { cookie: cookies[reader] };
	return wordsIn(await fetch(meeting.address + path, { headers, redirect: 'manual' }));
}

/** Ids of what is in a document; whoever sent one to an address may be sent it back. */
const idsOf = ({ document, actions, decision, version, held, file }: Planted) => [
	...[document, ...actions, decision, version, held, file]
];

/** What an answer gives away of a document. */
function found(place: Planted, path: string, text: string): string[] {
	const asked = wordsWith(place.word, path);
	return [
		...wordsWith(place.word, text).filter((word) => !asked.includes(word)),
		...idsOf(place).filter((id) => text.includes(id) && !path.includes(id))
	];
}

describe('the test', () => {
	test('asks every address of the registry, or says why not', () => {
		const asked = [...Object.keys(QUESTIONS), ...Object.keys(ATTEMPTS)];
		expect(asked.sort()).toEqual(Object.keys(ROUTES).sort());
	});

	test('asks what somebody may ask', async () => {
		for (const [key, ask] of entriesOf(QUESTIONS)) {
			if (key === 'GET /(account)/welcome/[token]') continue; // nobody has a link that is not used
			const reader = ROUTES[key].to === 'administrator' ? 'outsider' : 'chair';
			const known = places.get(reader);
			const [path = ''] = known ? ask(known) : [];
			const headers = { cookie: cookies[reader] };
			const { status } = await fetch(meeting.address + path, { headers, redirect: 'manual' });
			expect([200, 303], key).toContain(status);
		}
	});
});

describe.each(AUDIENCES)('what is planted as “$word…”', (audience) => {
	const place = () => {
		const found = planted.find(({ word }) => word === audience.word);
		if (!found) throw new Error('nothing was planted');
		return found;
	};
	const outside = READERS.filter((reader) => !isInside(audience, reader));

	test.for(audience.insiders)('is found whole by %s', (reader) => {
		const text = [...(answers.get(reader)?.values() ?? [])].join('\n');
		const words = wordsWith(audience.word, text);
		expect(words).toEqual(expect.arrayContaining(wordsOf(audience)));
		const seesHeld = reader === audience.author || ['chair', 'rapporteur'].includes(reader);
		expect(words.includes(`${audience.word}held`)).toBe(seesHeld);
	});

	test.for(outside)('is not found by %s, in any answer', (reader) => {
		const all = [...(answers.get(reader) ?? [])];
		expect(all.length).toBeGreaterThan(100);
		expect(
			all.flatMap(([path, text]) => found(place(), path, text).map((it) => `${path}: ${it}`))
		).toEqual([]);
	});

	test('is found by a search of every insider, and by nobody else’s', async () => {
		const sought = ['title', 'text', 'action', 'task', 'topic', 'decision'];
		const groups = async (reader: ReaderName, place: string) => {
			const said = await read(reader, `/api/search?q=${audience.word}${place}`);
			return /"groups":(.*)\}$/s.exec(said)?.[1];
		};
		for (const place of sought)
			for (const insider of audience.insiders)
				await expect
					.poll(() => groups(insider, place), { timeout: 15_000 }) // it is indexed a moment later
					.toContain(`"${audience.word}${place}"`);
		for (const place of ['', ...sought])
			for (const reader of outside)
				expect([reader, await groups(reader, place)]).toEqual([
					reader,
					reader === 'nobody' ? undefined : '[]'
				]);
	});

	test.for(outside)('is not reached by commands of %s', async (reader) => {
		for (const [key, attempts] of Object.entries(ATTEMPTS)) {
			if (typeof attempts === 'string') continue;
			for (const { to, json } of attempts(place(), meeting.session)) {
				const text = await wordsIn(await command(meeting, cookies[reader], to, json));
				expect(
					found(place(), to + JSON.stringify(json), text),
					`${key} ${JSON.stringify(json)}`
				).toEqual([]);
			}
		}
	});

	test.for(outside)(
		'is not heard by %s, on the live channel, a document socket or by long polling',
		(reader) => {
			const said = JSON.stringify(ears.get(reader)?.heard ?? []);
			expect(found(place(), '', said)).toEqual([]);
			const own = sockets.filter((one) => one.audience === audience && one.reader === reader);
			expect(own).toHaveLength(6);
			for (const { ear } of own) {
				expect(ear.heard()).toBe('');
				expect([CLOSE.notFound, CLOSE.signedOut]).toContain(ear.closed());
			}
		}
	);

	test.for(audience.insiders)('is heard by %s, who may', (reader) => {
		expect(found(place(), '', JSON.stringify(ears.get(reader)?.heard))).not.toEqual([]);
		const own = sockets.filter((one) => one.audience === audience && one.reader === reader);
		for (const { ear } of own.slice(0, 2))
			expect(wordsWith(audience.word, ear.heard())).toContain(`${audience.word}decision`);
	});
});

describe('what is planted for others', () => {
	test('changes no page of somebody outside, not even a count', () => {
		const people = ['olga', 'ukraine', 'chair', 'commission', 'observer'] as const;
		const restricted = ['ukraine', 'commission'] as const;
		const all = [...people, ...restricted];
		expect(counted).toEqual(all.map((who) => ({ who, differing: [] })));
	});

	test('is a line that was restricted: its delegation has it, nobody else, and it is found by nobody else', async () => {
		const having = READERS.filter((reader) =>
			[...(answers.get(reader)?.values() ?? [])].join('\n').includes('dormouse')
		);
		expect(having).toEqual(['olga']);
		const found = async (reader: ReaderName) =>
			(await read(reader, '/api/search?q=dormouse')).includes('cellar');
		await expect.poll(() => found('olga'), { timeout: 15_000 }).toBe(true);
		for (const reader of READERS.filter((one) => one !== 'olga'))
			expect([reader, await found(reader)]).toEqual([reader, false]);
	});

	test('was spoken of in every event of the live channel that is about a document', () => {
		const heard = new Set([...ears.values()].flatMap((ear) => ear.heard.map(({ name }) => name)));
		const about = entriesOf(LIVE_EVENTS).filter(([, { to }]) => to === 'reader of the document');
		expect(about.length).toBeGreaterThan(3);
		expect(earOf('commission').heard.map(({ first }) => first)).toContainEqual(
			expect.objectContaining({ kind: 'reminder' })
		);
		for (const name of ['notification', ...about.map(([one]) => one)])
			expect(heard).toContain(name);
	});
});
