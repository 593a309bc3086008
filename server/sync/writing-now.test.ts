import { describe, expect, it } from 'vitest';
import { newId, type PersonId } from '#shared/ids.ts';
import { WritingNow } from './writing-now.ts';

const [anna, boris] = [newId<PersonId>(), newId<PersonId>()];

describe('what people are writing at this moment', () => {
	it('is everything that came from them in the last three seconds', () => {
		const writing = new WritingNow();
		writing.note(anna, 7, 0, 1_000);
		writing.note(anna, 7, 5, 2_000);
		writing.note(boris, 8, 3, 2_500);
		expect(writing.ofOthers(boris, 3_000)).toEqual([{ client: 7, clock: 0 }]);
		expect(writing.ofOthers(boris, 4_500)).toEqual([{ client: 7, clock: 5 }]);
		expect(writing.ofOthers(anna, 4_500)).toEqual([{ client: 8, clock: 3 }]);
		expect(writing.ofOthers(newId(), 6_000)).toEqual([]);
	});
});
