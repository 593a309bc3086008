import type { SearchableLine } from '#shared/find/searchable.ts';
import type { AgendaItemId, DocumentId } from '#shared/ids.ts';
import type { Database } from '../store/connect.ts';
import { inParts } from '../store/in-parts.ts';
import { addEntry, changeEntry, removeEntry, type StoredEntry } from './entries.ts';

const MOST_WORDS = 20_000; // of a document
const AT_ONCE = 50; // lines in one transaction

interface StoredLine extends StoredEntry {
	readonly object_id: string;
	readonly item_id: AgendaItemId | null;
	readonly text: string;
}

interface Change {
	readonly before?: StoredLine | undefined;
	readonly now?: SearchableLine | undefined;
}

/**
 * Makes the lines of a document those that are found. Only what differs is written, a few lines in each transaction: nobody
 * else can write meanwhile, not even what is typed.
 */
export async function writeLines(
	database: Database,
	document: DocumentId,
	lines: readonly SearchableLine[]
): Promise<void> {
	const stored = await storedLines(database, document);
	let left = MOST_WORDS - countOf(stored);
	await inParts(changesOf(stored, lines), AT_ONCE, (part) =>
		database.transaction().execute(async (transaction) => {
			for (const change of part) left -= await write(transaction, document, change, left);
		})
	);
}

function storedLines(database: Database, document: DocumentId): Promise<StoredLine[]> {
	return database
		.selectFrom('search_entry')
		.select(['id', 'words', 'object_id', 'item_id', 'text'])
		.where('scope', '=', document)
		.where('kind', '=', 'line')
		.orderBy('id')
		.execute();
}

/** Lines of a document are not found from now on, before it is read again. */
export async function forgetFound(
	transaction: Database,
	document: DocumentId,
	lines: readonly string[]
): Promise<void> {
	const isGone = new Set(lines);
	for (const entry of await storedLines(transaction, document))
		if (isGone.has(entry.object_id)) await removeEntry(transaction, document, entry);
}

const countOf = (stored: readonly StoredEntry[]) =>
	stored.reduce((all, { words }) => all + wordCount(words), 0);
const wordCount = (words: string) => (words === '' ? 0 : words.split(' ').length);

/** What goes comes first, so that there is room for what comes. */
function changesOf(stored: readonly StoredLine[], lines: readonly SearchableLine[]): Change[] {
	const waiting = Map.groupBy(stored, ({ object_id, item_id }) => key(object_id, item_id));
	const pairs = lines.map((now): Change => {
		const before = waiting.get(key(now.line, now.item ?? null))?.shift();
		return { before, now };
	});
	const gone = [...waiting.values()].flat().map((before): Change => ({ before }));
	return [...gone, ...pairs.filter(({ before, now }) => before?.text !== now?.words)];
}

const key = (line: string, item: string | null) => `${item ?? ''} ${line}`;

/** Returns how many words more there are. */
async function write(
	transaction: Database,
	document: DocumentId,
	{ before, now }: Change,
	left: number
): Promise<number> {
	const had = before ? wordCount(before.words) : 0;
	if (!now) {
		if (before) await removeEntry(transaction, document, before);
		return -had;
	}
	const findable = { title: now.words, text: now.words, kept: now.words, most: left + had };
	if (before) return (await changeEntry(transaction, document, before, findable)) - had;
	const place = { kind: 'line', scope: document, object: now.line, item: now.item } as const;
	return addEntry(transaction, place, findable);
}
