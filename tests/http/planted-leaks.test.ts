import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from '#server/boot/root.ts';
import { leaksIn } from '../support/leaks/finds.ts';
import { hunt, type Target } from '../support/leaks/hunt.ts';
import { PLANTED_LEAKS } from '../support/leaks/planted-leaks.ts';

const HOOK = join(ROOT, 'tests/support/leaks/plant-leak.ts');
const ANNEX: Target = {
	...{ word: 'bandicoot', kind: 'annex', author: 'chair', codes: ['EUROJUST', 'EC'] },
	insiders: ['chair', 'rapporteur', 'commission', 'observer'],
	...{ leads: ['ukraine', 'commission'], readBack: ['chair', 'commission'] }
};
const RESTRICTED = 'dormouse in the cellar';

/** Each on a server of its own, asked for where it must be found; a fault that is not found would be one that nobody would ever find. */
test.for(PLANTED_LEAKS)(
	'the leak test finds that $name',
	{ timeout: 120_000 },
	async ({ foundAt, edits, way }) => {
		const caught = await hunt(
			{
				...{ audiences: [ANNEX], restricted: RESTRICTED, readers: ['ukraine'] },
				formats: ['md'],
				ways: way ? [way] : []
			},
			{ flags: ['--import', HOOK], env: { PLANTED_LEAK: JSON.stringify(edits) } }
		);
		const leaks = leaksIn(caught, RESTRICTED, 'olga');
		await caught.end();
		expect(leaks.join('\n')).toMatch(foundAt);
	}
);
