import {
	MOST_LETTERS,
	SEARCH_KINDS,
	type FoundGroup,
	type SearchKind
} from '#shared/find/found.ts';
import { soughtWords, startOf } from '#shared/find/index-words.ts';
import type { DocumentId, PersonId } from '#shared/ids.ts';
import { LIMITS } from '#shared/limits.ts';
import { refuse, type Refusal } from '#shared/refusals.ts';
import { Budget } from '../accounts/budget.ts';
import type { Reads } from '../audit/reads.ts';
import type { Database } from '../store/connect.ts';
import { candidatesIn, type Candidate } from './candidates.ts';
import { byReference } from './by-reference.ts';
import { Reaches, seenBy, type Reach } from './reach.ts';
import { shownOf } from './shown.ts';

const SHOWN = 6; // of one kind
const SPARE = 2; // and what may turn out to be gone

/** What shows words of the document that is its scope. */
const WORDED: readonly SearchKind[] = ['action', 'decision', 'line'];

export interface SearchOptions {
	readonly database: Database;
	readonly reads: Pick<Reads, 'note'>;
}

/** Finds people, sessions, items, documents, actions, decisions and words, as one person may see them. */
export class Search {
	readonly #database: Database;
	readonly #reads: Pick<Reads, 'note'>;
	readonly #reaches: Reaches;
	readonly #allowance = new Budget(LIMITS.search);

	constructor({ database, reads }: SearchOptions) {
		this.#database = database;
		this.#reads = reads;
		this.#reaches = new Reaches(database);
	}

	/** The best of each kind: a reference first, then what begins so, then the latest. Nothing else is looked at. */
	async find(
		{ id, administrator }: { readonly id: PersonId; readonly administrator: boolean },
		search: string
	): Promise<FoundGroup[] | Refusal> {
		if (!this.#allowance.take(id)) return refuse('too-many-searches');
		const text = search.slice(0, MOST_LETTERS).toWellFormed();
		const words = soughtWords(text);
		if (words.length === 0) return [];
		const reach = await this.#reaches.of(id, administrator);
		const [exact, found] = [
			await byReference(this.#database, reach, text),
			await this.#candidates(reach, words)
		];
		const ranked = rank(exact, found, reach, startOf(text));
		const groups = SEARCH_KINDS.map((kind) => this.#group(kind, ranked.get(kind), reach, text));
		return (await Promise.all(groups)).filter(({ found }) => found.length > 0);
	}

	/** One letter begins half of all words: by it only names are found. */
	async #candidates(reach: Reach, words: readonly string[]) {
		const { sessions, documents } = reach;
		const all = await candidatesIn(this.#database, [...sessions, 'people'], words);
		const names = await this.#seen(all, reach);
		const isShort = (words[0]?.length ?? 0) < 2;
		return isShort ? names : [...names, ...(await candidatesIn(this.#database, documents, words))];
	}

	/** Titles of documents are with their session, and people in one place. */
	async #seen(names: readonly Candidate[], reach: Reach): Promise<Candidate[]> {
		const ids = names.flatMap(({ kind, object }) => (kind === 'person' ? object : []));
		const people = await seenBy(this.#database, reach, ids as PersonId[]);
		return names.filter(({ kind, object }) => {
			if (kind === 'person') return people.has(object);
			return kind !== 'document' || reach.readable.access.has(object as DocumentId);
		});
	}

	async #group(
		kind: SearchKind,
		candidates: readonly Candidate[] = [],
		reach: Reach,
		text: string
	): Promise<FoundGroup> {
		const best = candidates.slice(0, SHOWN + SPARE);
		const found = await shownOf(this.#database, kind, best, reach, text);
		const from = best.filter((one) => WORDED.includes(one.kind)).map(({ scope }) => scope);
		await this.#reads.note(reach.readable.person, from as DocumentId[], 'search');
		return { kind, found: found.slice(0, SHOWN), hasMore: found.length > SHOWN };
	}
}

/** By kind, the best first. */
function rank(
	exact: readonly Candidate[],
	found: readonly Candidate[],
	reach: Reach,
	start: string
): Map<SearchKind, Candidate[]> {
	const places = new Map<string, number>(
		[...reach.sessions, ...reach.documents].map((scope, at) => [scope, at])
	);
	const known = new Set(exact.map(({ id }) => id));
	const others = found
		.filter(({ id }) => !known.has(id))
		.map((one) => ({
			...{ one, begins: Number(!one.start.startsWith(start)) },
			place: places.get(one.scope) ?? 0
		}))
		.sort((a, b) => a.begins - b.begins || a.place - b.place || a.one.id - b.one.id)
		.map(({ one }) => one);
	return Map.groupBy([...exact, ...others], ({ kind }) => kind);
}
