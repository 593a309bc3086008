import { describe, expect, it } from 'vitest';
import type { DocumentId } from '#shared/ids.ts';
import type { DocumentTrouble as Trouble } from '#shared/sessions/document-trouble.ts';
import { find, show } from '../../../../tests/support/mounted.svelte.ts';
import DocumentTrouble from './DocumentTrouble.svelte';

const troubled = (why: Trouble, more: { mayRecover?: boolean; onversions?: () => void } = {}) =>
	show(DocumentTrouble, {
		...{ document: 'notes' as DocumentId, why, mayRecover: true, onversions: () => undefined },
		...more
	});

describe('a document that cannot be read', () => {
	it('can be brought back when it is damaged', () => {
		const { page } = troubled('damaged');
		expect(find(page, 'button').textContent).toContain('Bring back the last good version');
		expect(page.textContent).toContain('What is damaged is kept aside');
	});

	it('says to other readers who can bring it back', () => {
		const { page } = troubled('damaged', { mayRecover: false });
		expect(page.querySelector('button')).toBeNull();
		expect(page.textContent).toContain('The chair, the rapporteur or an administrator');
	});

	it('leads to its versions when it has another trouble', () => {
		let opened = 0;
		const { page } = troubled('too-slow', { onversions: () => void (opened += 1) });
		find(page, 'button').click();
		expect(opened).toBe(1);
	});
});
