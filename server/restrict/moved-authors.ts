import type { DocumentId } from '#shared/ids.ts';
import type { Moved } from '#shared/restrict/withheld.ts';
import { inParts } from '../store/in-parts.ts';
import type { Database } from '../store/connect.ts';
import type { AuthorMark, Authors } from '../sync/authors.ts';

const AT_ONCE = 200; // rows of one statement

/** Who wrote the letters that went into an annex, by where they stand there. */
export function authorsOfMoved(
	moved: readonly Moved[],
	authors: Pick<Authors, 'spans'>
): AuthorMark[] {
	const marks = moved
		.filter(({ areLetters }) => areLetters)
		.flatMap((one) => marksOf(one, authors));
	const sorted = marks.toSorted((a, b) => a.client - b.client || a.clock - b.clock);
	return sorted.filter((mark, at) => !isSame(mark, sorted[at - 1]));
}

function marksOf({ client, clock, length, to }: Moved, authors: Pick<Authors, 'spans'>) {
	let done = 0;
	return authors.spans(client, clock, length).map(({ length: some, person, at }): AuthorMark => {
		const mark = { client: to.client, clock: to.clock + done, person, at };
		done += some;
		return mark;
	});
}

const isSame = (one: AuthorMark, before: AuthorMark | undefined) =>
	before?.client === one.client && before.person === one.person && before.at === one.at;

export async function addAuthors(
	transaction: Database,
	annex: DocumentId,
	marks: readonly AuthorMark[]
): Promise<void> {
	await inParts(marks, AT_ONCE, async (part) => {
		const rows = part.map(({ client, clock, person, at }) => ({
			...{ document_id: annex, client, clock },
			...{ person_id: person ?? null, at: at ?? null }
		}));
		await transaction.insertInto('document_author').values(rows).execute();
	});
}
