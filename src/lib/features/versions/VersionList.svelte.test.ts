import { describe, expect, it } from 'vitest';
import type { VersionId } from '#shared/ids.ts';
import type { VersionView } from '#shared/versions/version.ts';
import { show } from '../../../../tests/support/mounted.svelte.ts';
import VersionList from './VersionList.svelte';

const at = Date.UTC(2026, 10, 29, 10);
const version = (id: string, rest: Partial<VersionView>): VersionView => ({
	...{ id: id as VersionId, label: '', by: undefined, at },
	...rest
});

describe('the list of versions', () => {
	it('tells in words what was kept automatically, and why', () => {
		const { page } = show(VersionList, {
			versions: [
				version('a', { reason: 'end' }),
				version('b', { reason: 'hour' }),
				version('c', { label: 'First reading', by: 'Olga' }),
				version('d', { reason: 'start' })
			],
			chosen: undefined,
			timeZone: 'Europe/Amsterdam',
			onchoose: () => undefined
		});
		const names = [...page.querySelectorAll('.label')].map(({ textContent }) => textContent);
		expect(names).toEqual([
			'The text as it is now',
			'Kept automatically · end of the session',
			'Kept automatically · hourly',
			'First reading',
			'Kept automatically · start of the session'
		]);
	});
});
