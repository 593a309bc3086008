import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { newId, type DocumentId } from '#shared/ids.ts';
import type { Snapshot } from './document-store.ts';
import { BusyError, Folds } from './folds.ts';

const [notes, huge] = [newId<DocumentId>(), newId<DocumentId>()];

/** A document at a moment, told by its only part. */
const at = (head: number, part: string) => ({
	...{ head, tail: 1, snapshot: undefined, parts: [new TextEncoder().encode(part)] }
});

/** Folds that end when the test says so, and what is being folded. */
function setup() {
	const begun: string[] = [];
	const ends: ((error?: Error) => void)[] = [];
	const fold = ([part]: readonly Uint8Array[]) => {
		begun.push(new TextDecoder().decode(part));
		return new Promise<Snapshot>((resolve, reject) =>
			ends.push((error) =>
				error ? reject(error) : resolve({ state: part ?? new Uint8Array(), index: undefined })
			)
		);
	};
	const folds = new Folds({ fold, difference: () => Promise.reject(new Error('not asked')) });
	return { folds, begun, end: (error?: Error) => ends.shift()?.(error) };
}

describe('[R10] snapshots', () => {
	beforeEach(() => void vi.useFakeTimers());
	afterEach(() => void vi.useRealTimers());

	it('are made one at a time, those of a document that costs little first', async () => {
		const { folds, begun, end } = setup();
		const all = [folds.of(huge, at(1, 'huge 1')), folds.of(huge, at(2, 'huge 2'))];
		all.push(folds.of(notes, at(1, 'notes')));
		expect(begun).toEqual(['huge 1']);
		vi.advanceTimersByTime(20_000);
		end();
		await all[0];
		await vi.waitFor(() => expect(begun).toEqual(['huge 1', 'notes']));
		end();
		await all[2];
		await vi.waitFor(() => expect(begun).toEqual(['huge 1', 'notes', 'huge 2']));
		end();
		expect((await all[1])?.seq).toBe(2);
	});

	it('of one moment are one, and of many moments not many wait', async () => {
		const { folds, begun, end } = setup();
		const [one, same] = [folds.of(notes, at(1, 'one')), folds.of(notes, at(1, 'same'))];
		const more = [folds.of(notes, at(2, 'two')), folds.of(notes, at(3, 'three'))];
		expect([folds.isResting(notes), folds.isResting(huge)]).toEqual([true, false]);
		await expect(folds.of(notes, at(4, 'four'))).rejects.toThrow(BusyError);
		for (const waiting of [one, ...more]) {
			await vi.waitFor(() => expect(begun.length).toBeGreaterThan(0));
			end();
			await waiting;
			begun.shift();
		}
		expect(await same).toBe(await one);
	});

	it('that took long let their document rest, and are not tried again at once when they failed', async () => {
		const { folds, begun, end } = setup();
		const failing = [folds.of(huge, at(1, 'huge')), folds.of(huge, at(2, 'waits behind it'))];
		vi.advanceTimersByTime(10_000);
		end(new Error('took too long'));
		for (const one of failing) await expect(one).rejects.toThrow('took too long');
		expect([folds.isResting(huge), folds.isResting(notes)]).toEqual([true, false]);
		await expect(folds.of(huge, at(2, 'more'))).rejects.toThrow('took too long');
		expect(begun).toEqual(['huge']);
		vi.advanceTimersByTime(100_001);
		expect(folds.isResting(huge)).toBe(false);
		const again = folds.of(huge, at(2, 'more'));
		end();
		await expect(again).resolves.toMatchObject({ seq: 2 });
	});

	it('that take long are made one at a time for their document', async () => {
		const { folds, end } = setup();
		const first = folds.of(huge, at(1, 'one'));
		vi.advanceTimersByTime(6_000);
		end();
		await first;
		const second = folds.of(huge, at(2, 'two'));
		await expect(folds.of(huge, at(3, 'three'))).rejects.toThrow(BusyError);
		end();
		await expect(second).resolves.toMatchObject({ seq: 2 });
	});

	it('of what is a snapshot already cost nothing', async () => {
		const { folds, begun } = setup();
		const snapshot = new Uint8Array([0, 0]);
		const folded = await folds.of(notes, { ...at(7, ''), tail: 0, snapshot });
		expect([folded.seq, folded.snapshot.state, begun]).toEqual([7, snapshot, []]);
	});
});
