import { indexWords, startOf } from '#shared/find/index-words.ts';
import type { SearchKind } from '#shared/find/found.ts';
import type { AgendaItemId } from '#shared/ids.ts';
import type { Database } from '../store/connect.ts';

/** What something is found by. */
export interface Findable {
	/** Its title, wording or name. */
	readonly title: string;
	/** All words, also those of the title. */
	readonly text: string;
	/** Of a line: kept, to be shown. */
	readonly kept?: string;
	readonly most?: number;
}

export interface EntryPlace {
	readonly kind: SearchKind;
	readonly scope: string;
	readonly object: string;
	readonly item?: AgendaItemId | undefined;
}

/** An entry as it is stored. */
export interface StoredEntry {
	readonly id: number;
	readonly words: string;
}

/** Adds what can be found from now on. Returns how many words it has. */
export async function addEntry(
	transaction: Database,
	{ kind, scope, object, item }: EntryPlace,
	findable: Findable
): Promise<number> {
	const words = indexWords(findable.text, findable.most);
	const { id } = await transaction
		.insertInto('search_entry')
		.values({
			...{ kind, scope, object_id: object, item_id: item ?? null, words: [...words].join(' ') },
			...{ start: startOf(findable.title), text: findable.kept ?? '' }
		})
		.returning('id')
		.executeTakeFirstOrThrow();
	await addWords(transaction, scope, id, [...words]);
	return words.size;
}

/** Replaces what an entry is found by; only words that differ are written. */
export async function changeEntry(
	transaction: Database,
	scope: string,
	{ id, words: stored }: StoredEntry,
	findable: Findable
): Promise<number> {
	const now = indexWords(findable.text, findable.most);
	const before = new Set(stored.split(' '));
	await removeWords(transaction, scope, id, [...before.difference(now)]);
	await addWords(transaction, scope, id, [...now.difference(before)]);
	await transaction
		.updateTable('search_entry')
		.set({
			...{ words: [...now].join(' '), start: startOf(findable.title) },
			text: findable.kept ?? ''
		})
		.where('id', '=', id)
		.execute();
	return now.size;
}

/** Removes an entry with its words. */
export async function removeEntry(
	transaction: Database,
	scope: string,
	{ id, words }: StoredEntry
): Promise<void> {
	await removeWords(transaction, scope, id, words.split(' '));
	await transaction.deleteFrom('search_entry').where('id', '=', id).execute();
}

const AT_ONCE = 200; // rows of one statement

async function addWords(transaction: Database, scope: string, id: number, words: string[]) {
	for (let from = 0; from < words.length; from += AT_ONCE)
		await transaction
			.insertInto('search_word')
			.values(words.slice(from, from + AT_ONCE).map((word) => ({ scope, word, entry_id: id })))
			.execute();
}

async function removeWords(transaction: Database, scope: string, id: number, words: string[]) {
	for (let from = 0; from < words.length; from += AT_ONCE)
		await transaction
			.deleteFrom('search_word')
			.where('scope', '=', scope)
			.where('word', 'in', words.slice(from, from + AT_ONCE))
			.where('entry_id', '=', id)
			.execute();
}
