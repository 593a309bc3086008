import type { FoundGroup } from '../find/found.ts';
import { answers, question } from './contract.ts';

/** What `q` finds, of all that the reader may have. */
export const searchQuestion = question({
	...{ path: '/api/search', params: {} },
	answer: answers<{ readonly groups: readonly FoundGroup[] }>()
});
