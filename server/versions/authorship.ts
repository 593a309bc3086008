import { m } from '#messages/messages.js';
import type { PersonId } from '#shared/ids.ts';
import type { AgendaItem } from '#shared/sessions/agenda-item.ts';
import type {
	AuthoredRun,
	AuthoredSection,
	Authorship,
	WriterView
} from '#shared/versions/authorship.ts';
import type { Written, WrittenRun } from '#shared/versions/written.ts';
import type { Database } from '../store/connect.ts';
import type { Authors } from '../sync/authors.ts';

type Words = Pick<AuthoredRun, 'text' | 'at'> & { readonly person: PersonId | undefined };

/** Who wrote which words: what a document holds, with the people whose logins sent it. */
export async function authorshipOf(
	database: Database,
	{ texts, isCut }: Written,
	authors: Pick<Authors, 'spans'>,
	agenda: readonly AgendaItem[]
): Promise<Authorship> {
	const sections = inOrder(texts, agenda).map(({ number, heading, lines }) => ({
		...{ number, heading },
		lines: lines.map(({ label, runs }) => ({ label, words: wordsOf(runs, authors) }))
	}));
	const all = sections.flatMap(({ lines }) => lines.flatMap(({ words }) => words));
	const people = await peopleIn(database, all);
	const places = new Map([...people.keys()].map((person, place) => [person, place]));
	const placed = ({ person, text, at }: Words): AuthoredRun => {
		const by = person && places.get(person);
		return { text, by, at: by === undefined ? undefined : at };
	};
	const authored: AuthoredSection[] = sections.map(({ lines, ...section }) => ({
		...section,
		lines: lines.map(({ label, words }) => ({ label, runs: words.map(placed) }))
	}));
	return { writers: [...people.values()], sections: authored, isCut };
}

/** In the order of the agenda; the notes of items removed since come last. */
function inOrder(texts: Written['texts'], agenda: readonly AgendaItem[]) {
	const places = new Map(agenda.map(({ id }, place) => [id, place]));
	const placeOf = ({ item }: Written['texts'][number]) =>
		item === undefined ? -1 : (places.get(item) ?? Infinity);
	return texts
		.toSorted((a, b) => Math.sign(placeOf(a) - placeOf(b)) || 0)
		.map((text) => {
			const item = agenda[placeOf(text)];
			const isGone = text.item !== undefined && !item;
			const heading = isGone ? m.versions_item_removed() : (item?.title ?? '');
			return { number: item?.number ?? '', heading, lines: text.lines };
		});
}

/** The words of a line by those who sent them, whoever's number they came under. */
function wordsOf(runs: readonly WrittenRun[], authors: Pick<Authors, 'spans'>): Words[] {
	const words: Words[] = [];
	const put = (next: Words) => {
		const last = words.at(-1);
		if (last && last.person === next.person && last.at === next.at)
			words[words.length - 1] = { ...last, text: last.text + next.text };
		else words.push(next);
	};
	for (const { client, clock, text } of runs) {
		if (client === undefined) put({ person: undefined, at: undefined, text });
		else {
			let from = 0;
			for (const { person, at, length } of authors.spans(client, clock, text.length)) {
				put({ person, at, text: text.slice(from, from + length) });
				from += length;
			}
		}
	}
	return words;
}

async function peopleIn(
	database: Database,
	words: readonly Words[]
): Promise<ReadonlyMap<PersonId, WriterView>> {
	const people = [...new Set(words.flatMap(({ person }) => person ?? []))];
	if (people.length === 0) return new Map();
	const rows = await database
		.selectFrom('person')
		.innerJoin('organisation', 'organisation.id', 'person.organisation_id')
		.select(['person.id', 'person.name', 'organisation.code', 'organisation.colour'])
		.where('person.id', 'in', people)
		.orderBy('organisation.code')
		.orderBy('person.name')
		.execute();
	return new Map(
		rows.map(({ id, name, code, colour }) => [id, { name, organisation: code, colour }])
	);
}
