import { describe, expect, it } from 'vitest';
import { mergeFields, mergeText } from './merge-fields.ts';

describe('a text that two people changed', () => {
	it.each([
		['Threat picture', 'Threat picture', 'The threat picture', 'The threat picture'],
		['Threat picture', 'Threat picture 2024', 'Threat picture', 'Threat picture 2024'],
		['Threat picture', 'Threat picture 2024', 'Joint threat picture', 'Joint threat picture 2024'],
		['Threat picture', 'Threat picture, new', 'Threat picture, new', 'Threat picture, new'],
		['Threat picture', 'Threats', 'Threat picture 2024', 'Threats 2024'],
		['Les menaces', 'Les menaces d’été', 'Des menaces', 'Des menaces d’été']
	])('%s: %s and %s make %s', (seen, mine, now, both) => {
		expect(mergeText(seen, mine, now)).toBe(both);
	});

	it('keeps what each typed whole at one place', () => {
		expect(['ab', 'ba']).toContain(mergeText('', 'a', 'b'));
	});
});

describe('a form that was opened before somebody else’s change', () => {
	const longest = { title: 18 };
	const seen = { title: 'Threats', minutes: 20, needs: ['a'] };

	it('changes only what was changed in it', () => {
		const mine = { ...seen, minutes: 30 };
		const now = { title: 'New threats', minutes: 20, needs: ['a', 'b'] };
		expect(mergeFields(seen, mine, now, longest)).toEqual({ ...now, minutes: 30 });
	});

	it('keeps the words of both, unless they are too long together', () => {
		const mine = { title: 'Threats of today' };
		expect(mergeFields(seen, mine, { title: 'New threats' }, longest).title).toBe(mine.title);
		expect(mergeFields(seen, mine, { title: 'Threats!' }, longest).title).toMatch(
			/^Threats( of today|!){2}$/
		);
	});

	it('whose opening is not known holds as a whole', () => {
		expect(mergeFields({}, { title: 'Mine' }, seen, longest)).toEqual({ title: 'Mine' });
	});
});
