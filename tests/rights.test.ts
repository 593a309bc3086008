import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { expect, it } from 'vitest';
import { ROOT } from '../server/boot/root.ts';
import { rightsPage } from './support/rights-page.ts';

it('docs/rights.md says who may do what, as the rules have it', async () => {
	const file = join(ROOT, 'docs/rights.md');
	const page = await format(rightsPage(), { ...(await resolveConfig(file)), parser: 'markdown' });
	await expect(page).toMatchFileSnapshot(file);
});
