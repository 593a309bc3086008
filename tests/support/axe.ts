import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright-core';

/** What axe finds wrong with a page, each with where it is; of an open dialog alone. */
export async function violations(on: Page): Promise<string[]> {
	// Reports violations only, and opens no second page for the summary: five seconds per screen become one.
	const builder = new AxeBuilder({ page: on })
		.options({ resultTypes: ['violations'] })
		.setLegacyMode();
	// Content behind a modal dialog cannot be reached, and takes axe ten times as long to check.
	if ((await on.getByRole('dialog').count()) > 0) builder.include('dialog');
	const { violations: found } = await builder.analyze();
	return found.map(
		({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`
	);
}
