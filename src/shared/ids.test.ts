import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { idSchema, isId, newId, type PersonId } from './ids.ts';

describe('ids', () => {
	it('are 24 plain characters, all different', () => {
		const ids = Array.from({ length: 1_000 }, () => newId<PersonId>());
		expect(new Set(ids).size).toBe(1_000);
		for (const id of ids) expect(id).toMatch(/^[a-km-np-z2-9]{24}$/);
		expect(new Set(ids.join('')).size).toBe(32); // every character of the alphabet occurs
	});

	it('are recognised, unlike anything else', () => {
		const id = newId<PersonId>();
		const schema = idSchema<PersonId>();
		expect(isId(id) && v.is(schema, id)).toBe(true);
		const others = [
			'',
			id.slice(1),
			`${id}a`,
			id.toUpperCase(),
			`${id}\n`,
			`../${id}`,
			7,
			null,
			{}
		];
		for (const other of others) expect(isId(other) || v.is(schema, other)).toBe(false);
	});
});
