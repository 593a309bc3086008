import type { PersonId } from '#shared/ids.ts';
import type { Hand } from '#shared/restore/hands.ts';

const NOW = 3_000; // ms after a change during which somebody counts as writing; as long as others are told so

interface Change {
	readonly at: number;
	readonly clock: number;
}

interface Writing {
	readonly person: PersonId;
	/** Those of the last moments, oldest first. */
	readonly changes: Change[];
}

/** What people are writing in a document at this moment, by the changes that came from them. */
export class WritingNow {
	readonly #writing = new Map<number, Writing>();
	#lookedAt = 0;

	/** Notes a change of a person under a client's number, which begins at a clock. */
	note(person: PersonId, client: number, clock: number, now = Date.now()): void {
		if (now - this.#lookedAt > NOW) this.#forget(now);
		const writing = this.#writing.get(client) ?? { person, changes: [] };
		this.#writing.set(client, writing);
		dropOld(writing.changes, now);
		writing.changes.push({ at: now, clock });
	}

	/** What others than a person are writing. */
	ofOthers(except: PersonId, now = Date.now()): Hand[] {
		this.#forget(now);
		return [...this.#writing].flatMap(
			([
				client,
				{
					person,
					changes: [first]
				}
			]) => (first && person !== except ? [{ client, clock: first.clock }] : [])
		);
	}

	#forget(now: number): void {
		this.#lookedAt = now;
		for (const [client, writing] of this.#writing) {
			dropOld(writing.changes, now);
			if (writing.changes.length === 0) this.#writing.delete(client);
		}
	}
}

/** From the front, at each change of everybody: nothing is copied. */
function dropOld(changes: Change[], now: number): void {
	const first = changes.findIndex(({ at }) => now - at < NOW);
	if (first !== 0) changes.splice(0, first < 0 ? changes.length : first);
}
