import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LIVE_EVENTS } from '#shared/commands/live-events.ts';
import { ROUTES } from '#shared/commands/routes.ts';
import { EXPORT_FORMATS } from '#shared/minutes/export-formats.ts';
import { CLOSE } from '#shared/protocol/sync.ts';
import { ATTEMPTS } from '../support/leaks/attempts.ts';
import { found, leaksIn, leaksTo } from '../support/leaks/finds.ts';
import { earOf, hunt, read, type Caught, type Target } from '../support/leaks/hunt.ts';
import { mayRead, wordsOf } from '../support/leaks/planted.ts';
import { QUESTIONS } from '../support/leaks/questions.ts';
import { READERS, type ReaderName } from '../support/leaks/readers.ts';
import { wordsIn, wordsWith } from '../support/leaks/reading.ts';
import { command } from '../support/leaks/scene.ts';

const PARTICIPANTS = ['chair', 'rapporteur', 'olga', 'commission', 'ukraine', 'observer'] as const;

/** For all participants, for two delegations, and for two people. */
const EVERYBODY: Target = {
	...{ word: 'albatross', kind: 'briefing', author: 'rapporteur', insiders: PARTICIPANTS },
	...{ leads: ['commission', 'olga'], readBack: ['chair', 'ukraine'], codes: [], isForAll: true }
};
const DELEGATIONS: Target = {
	...{ word: 'bandicoot', kind: 'annex', author: 'chair', codes: ['EUROJUST', 'EC'] },
	insiders: ['chair', 'rapporteur', 'commission', 'observer'],
	...{ leads: ['olga', 'commission'], readBack: ['chair', 'commission'] }
};
const TWO_PEOPLE: Target = {
	...{ word: 'capybara', kind: 'briefing', author: 'olga', insiders: ['olga', 'ukraine'] },
	...{ leads: ['chair', 'ukraine'], codes: [], people: ['olga', 'ukraine'] }
};
/** A line of the notes for one delegation, of which others are told nothing. */
const RESTRICTED = 'dormouse in the cellar';

const AUDIENCES = [EVERYBODY, DELEGATIONS, TWO_PEOPLE];

let caught: Caught;

beforeAll(async () => {
	caught = await hunt({
		...{ audiences: AUDIENCES, restricted: RESTRICTED, readers: READERS, formats: EXPORT_FORMATS }
	});
}, 120_000);
afterAll(() => caught.end());

const entriesOf = <T extends object>(table: T) => Object.entries(table) as [keyof T, T[keyof T]][];

const textOf = (reader: ReaderName) => [...(caught.answers.get(reader)?.values() ?? [])].join('\n');

const ask = (reader: ReaderName, path: string) =>
	read(caught.meeting, caught.cookies[reader], path);

describe('the test', () => {
	test('asks every address of the registry, or says why not', () => {
		const asked = [...Object.keys(QUESTIONS), ...Object.keys(ATTEMPTS)];
		expect(asked.sort()).toEqual(Object.keys(ROUTES).sort());
	});

	test('asks what somebody may ask', { timeout: 60_000 }, async () => {
		for (const [key, paths] of entriesOf(QUESTIONS)) {
			if (key.includes('/welcome/') || key.includes('/guest/')) continue; // nobody has a link that works
			if (ROUTES[key].to === 'auditor') continue; // nobody is one here; see audit.test.ts
			const reader = ROUTES[key].to === 'administrator' ? 'outsider' : 'chair';
			const known = caught.places.get(reader);
			const [path = ''] = known ? paths(known) : [];
			const headers = { cookie: caught.cookies[reader] };
			const to = caught.meeting.address + path;
			const { status } = await fetch(to, { headers, redirect: 'manual' });
			expect([200, 303], key).toContain(status);
		}
	});
});

describe.each(AUDIENCES)('what is planted as “$word…”', (audience) => {
	const place = () => {
		const planted = caught.planted.find(({ word }) => word === audience.word);
		if (!planted) throw new Error('nothing was planted');
		return planted;
	};
	const outside = READERS.filter((reader) => !mayRead(audience, reader));

	test.for(audience.insiders)('is found whole by %s', (reader) => {
		const words = wordsWith(audience.word, textOf(reader));
		expect(words).toEqual(expect.arrayContaining(wordsOf(audience)));
		const seesHeld = reader === audience.author || ['chair', 'rapporteur'].includes(reader);
		expect(words.includes(`${audience.word}held`)).toBe(seesHeld);
	});

	test.for(outside)('does not reach %s by any answer, event, socket or mail', (reader) => {
		expect(caught.answers.get(reader)?.size).toBeGreaterThan(100);
		expect(leaksTo(caught, place(), reader)).toEqual([]);
		const own = caught.sockets.filter((one) => one.word === audience.word && one.reader === reader);
		expect(own).toHaveLength(6);
		for (const { ear } of own) expect([CLOSE.notFound, CLOSE.signedOut]).toContain(ear.closed());
	});

	test('is found by a search of every insider, and by nobody else’s', async () => {
		const sought = ['title', 'text', 'action', 'task', 'topic', 'decision'];
		const groups = async (reader: ReaderName, place: string) => {
			const said = await ask(reader, `/api/search?q=${audience.word}${place}`);
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
			for (const { to, json } of attempts(place(), caught.meeting.session)) {
				const text = await wordsIn(await command(caught.meeting, caught.cookies[reader], to, json));
				expect(
					found(place(), to + JSON.stringify(json), text),
					`${key} ${JSON.stringify(json)}`
				).toEqual([]);
			}
		}
	});

	test.for(audience.insiders)('is heard by %s, who may', (reader) => {
		expect(found(place(), '', JSON.stringify(caught.ears.get(reader)?.heard))).not.toEqual([]);
		const own = caught.sockets.filter((one) => one.word === audience.word && one.reader === reader);
		for (const { ear } of own.slice(0, 2))
			expect(wordsWith(audience.word, ear.heard())).toContain(`${audience.word}decision`);
	});
});

describe('what is planted for others', () => {
	test('changes no page of somebody outside, not even a count, and no event tells them', () => {
		expect(caught.seen.map(({ who }) => who)).toEqual([
			...['olga', 'ukraine'], // the annex of two delegations
			...['chair', 'rapporteur', 'commission', 'observer'], // the briefing of two people
			...['ukraine', 'commission'] // the restricted line
		]);
		expect(caught.seen.filter(({ differing }) => differing.length > 0)).toEqual([]);
	});

	test('is asked for like what does not exist', () => {
		expect(caught.differences).toEqual([]);
	});

	test('reached nobody at all in any way', () => {
		expect(leaksIn(caught, RESTRICTED, 'olga')).toEqual([]);
	});

	test('is a line that was restricted: its delegation has it, nobody else, and it is found by nobody else', async () => {
		const having = READERS.filter((reader) => textOf(reader).includes('dormouse'));
		expect(having).toEqual(['olga']);
		const found = async (reader: ReaderName) =>
			(await ask(reader, '/api/search?q=dormouse')).includes('cellar');
		await expect.poll(() => found('olga'), { timeout: 15_000 }).toBe(true);
		for (const reader of READERS.filter((one) => one !== 'olga'))
			expect([reader, await found(reader)]).toEqual([reader, false]);
	});

	test('was spoken of in every event of the live channel that is about a document', () => {
		const heard = new Set(
			[...caught.ears.values()].flatMap((ear) => ear.heard.map(({ name }) => name))
		);
		const about = entriesOf(LIVE_EVENTS).filter(([, { to }]) => to === 'reader of the document');
		expect(about.length).toBeGreaterThan(3);
		expect(earOf(caught.ears, 'commission').heard.map(({ first }) => first)).toContainEqual(
			expect.objectContaining({ kind: 'reminder' })
		);
		for (const name of ['notification', ...about.map(([one]) => one)])
			expect(heard).toContain(name);
	});
});
