import { describe, expect, it } from 'vitest';
import type { DocumentId } from '#shared/ids.ts';
import type { TroubledDocument } from '#shared/sessions/troubled-document.ts';
import { show } from '../../../../tests/support/mounted.svelte.ts';
import TroubledDocuments from './TroubledDocuments.svelte';

const since = Date.UTC(2026, 10, 29, 10);
const documents: readonly TroubledDocument[] = [
	{
		...{ id: 'a' as DocumentId, kind: 'board', title: 'Notes', session: 'JS-01', since },
		trouble: 'damaged'
	},
	{
		...{ id: 'b' as DocumentId, kind: 'annex', title: undefined, session: 'JS-02', since },
		trouble: 'too-slow'
	}
];

describe('the list of documents that cannot be read', () => {
	it('says which, since when and why; without a title where not all may know it', () => {
		const { page } = show(TroubledDocuments, { documents });
		const said = [...page.querySelectorAll('li > div')].map(({ textContent }) =>
			textContent.replaceAll(/\s+/g, ' ').trim()
		);
		expect(said).toEqual([
			'Notes JS-01 · since 29 November 2026, 10:00 UTC What is stored of it is damaged.',
			'An annex JS-02 · since 29 November 2026, 10:00 UTC Reading it takes too long. Whoever may write it can restore an earlier version in its session.'
		]);
	});

	it('offers to bring back only those that are damaged', () => {
		const { page } = show(TroubledDocuments, { documents });
		const names = [...page.querySelectorAll('button')].map((one) => one.getAttribute('aria-label'));
		expect(names).toEqual(['Bring back the last good version of Notes in JS-01']);
	});
});
