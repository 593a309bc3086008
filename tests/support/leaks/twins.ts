import { newId, type ActionId, type DecisionId } from '#shared/ids.ts';
import type { Meeting } from '../meeting.ts';
import { ATTEMPTS } from './attempts.ts';
import { mayRead, type Planted } from './planted.ts';
import { QUESTIONS, type Places } from './questions.ts';
import type { Cookies, ReaderName } from './readers.ts';
import { wordsIn } from './reading.ts';
import { command } from './scene.ts';

/** An address at which a document that one may not read is told from one that does not exist. */
export interface Difference {
	readonly reader: ReaderName;
	readonly word: string;
	readonly path: string;
	readonly answers: readonly [real: string, none: string];
}

interface Scene {
	readonly planted: readonly Planted[];
	readonly readers: readonly ReaderName[];
	readonly cookies: Cookies;
	readonly places: ReadonlyMap<ReaderName, Places>;
}

/** Asks for each planted document, and for a twin that does not exist, as everybody who may not read it. */
export async function twinsOf(
	meeting: Meeting,
	{ planted, readers, cookies, places }: Scene
): Promise<Difference[]> {
	const differences: Difference[] = [];
	for (const real of planted)
		for (const reader of readers.filter((name) => !mayRead(real, name))) {
			const known = places.get(reader);
			if (!known) continue;
			const twin = twinOf(real);
			const asksOf = (place: Planted) => [
				...questionsAbout({ ...known, planted: [place] }, place),
				...attemptsAt(place, meeting.session)
			];
			const others = asksOf(twin);
			for (const [at, asked] of asksOf(real).entries()) {
				if (reader === 'outsider' && asked.to.endsWith('/recovery')) continue; // administrators mend documents
				const other = others[at];
				if (!other) throw new Error('a twin is asked for as often');
				const said = (one: Asked, place: Planted) => nameless(meeting, cookies[reader], one, place);
				const answers = [await said(asked, real), await said(other, twin)] as const;
				const path = asked.to;
				if (answers[0] !== answers[1]) differences.push({ reader, word: real.word, path, answers });
			}
		}
	return differences;
}

/** The same document with other ids and another word: nothing of it exists. */
function twinOf(real: Planted): Planted {
	return {
		...real,
		word: [...real.word].reverse().join(''),
		document: newId(),
		actions: [newId<ActionId>(), newId<ActionId>()],
		decision: newId<DecisionId>(),
		version: newId(),
		held: newId(),
		file: newId()
	};
}

const idsOf = ({ document, actions, version, held, decision, file }: Planted) => [
	...[document, ...actions, version, held, decision, file]
];

/** A question or a command. */
interface Asked {
	readonly to: string;
	readonly json?: object;
}

/** The addresses that name the document or a word of it. */
function questionsAbout(places: Places, place: Planted): Asked[] {
	const named = [place.word, ...idsOf(place)];
	const asked = Object.values(QUESTIONS).flatMap((ask) => ask(places));
	return asked.filter((to) => named.some((name) => to.includes(name))).map((to) => ({ to }));
}

/** The commands that name it. */
function attemptsAt(place: Planted, session: string): Asked[] {
	const tried = Object.values(ATTEMPTS).flatMap((attempts) =>
		typeof attempts === 'string' ? [] : attempts(place, session)
	);
	const named = idsOf(place);
	return tried.filter(({ to, json }) =>
		named.some((name) => (to + JSON.stringify(json)).includes(name))
	);
}

/** Status and text of an answer, without what was asked for and without moments and ids that are made for each answer. */
async function nameless(meeting: Meeting, cookie: string, { to, json }: Asked, place: Planted) {
	const answer = json
		? await command(meeting, cookie, to, json)
		: await fetch(meeting.address + to, { headers: { cookie }, redirect: 'manual' });
	let text = `${answer.status} ${await wordsIn(answer)}`;
	for (const name of [...idsOf(place), place.word]) text = text.replaceAll(name, 'X');
	return text
		.replaceAll(/^(date|etag|x-request-id|set-cookie|content-length):.*$/gm, '')
		.replaceAll(/nonce[-=]["\w+/=-]*/g, '')
		.replaceAll(/\b\d{13}\b|\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'a moment');
}
