import { describe, expect, it } from 'vitest';
import { handlesOf } from './handles.ts';

const handles = (...people: [name: string, code: string][]) =>
	handlesOf(people.map(([name, code]) => ({ name, code })));

describe('the handle of a person', () => {
	it('is the family name', () => {
		expect(
			handles(
				['Anna Meier', 'DE-BKA'],
				['Andriy Kostin', 'UA-PGO'],
				['Chair, Eurojust', 'EUROJUST']
			)
		).toEqual(['Meier', 'Kostin', 'Chair']);
	});

	it('keeps letters of every script, hyphens and apostrophes', () => {
		expect(
			handles(['Νίκος Παπαδόπουλος', 'GR'], ['Андрій Костін', 'UA'], ['Mary O’Brien-Smith', 'IE'])
		).toEqual(['Παπαδόπουλος', 'Костін', 'O’Brien-Smith']);
	});

	it('keeps a hyphen of any kind and nothing that cannot be seen', () => {
		expect(handles(['Ann Smith\u2011Jones', 'IE'], ['Bo Mül\u00adler\u200b', 'DE'])).toEqual([
			'Smith\u2011Jones',
			'Müller'
		]);
	});

	it('is followed by the code when two share a name, ignoring case and accents', () => {
		expect(handles(['Anna Meier', 'DE-BKA'], ['Otto Meier', 'AT-BMI'])).toEqual([
			'Meier.DE-BKA',
			'Meier.AT-BMI'
		]);
		expect(handles(['Ann Müller', 'DE'], ['Ben muller', 'US'], ['Cy Jones', 'US'])).toEqual([
			'Müller.DE',
			'muller.US',
			'Jones'
		]);
	});

	it('is the whole name when that is still not unique', () => {
		expect(handles(['Anna Meier', 'DE-BKA'], ['Otto Meier', 'DE-BKA'])).toEqual([
			'Anna.Meier',
			'Otto.Meier'
		]);
	});

	it('is never empty', () => {
		expect(handles(['???', 'DE'], ['', 'US'])).not.toContain('');
	});
});
