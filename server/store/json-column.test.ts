import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { readJson } from './json-column.ts';

const names = v.array(v.string());

describe('a column of JSON', () => {
	it('is read with its schema', () => {
		expect(readJson(names, '["Eurojust","Europol"]')).toEqual(['Eurojust', 'Europol']);
	});

	it.each(['', '["Eurojust"', 'undefined', 'null', '{"0":"Eurojust"}', '[7]'])(
		'is undefined where it holds %j',
		(text) => expect(readJson(names, text)).toBeUndefined()
	);
});
