import { expect, test } from 'vitest';
import { newId, type ExportJobId, type PersonId } from '#shared/ids.ts';
import { KeptFiles } from './kept-files.ts';

const anna = newId<PersonId>();
const boris = newId<PersonId>();

function setup() {
	const dropped: ExportJobId[] = [];
	const limits = { filesOfPerson: 3, bytesOfPerson: 50, bytes: 80 };
	const files = new KeptFiles(limits, (id) => dropped.push(id));
	const add = (person: PersonId, size: number) => {
		const id = newId<ExportJobId>();
		files.add(id, person, new Uint8Array(size));
		return id;
	};
	return { files, add, dropped };
}

test('drops the oldest files of a person who has too many, and nobody else’s', () => {
	const { files, add, dropped } = setup();
	const his = add(boris, 1);
	const [first] = [add(anna, 1), add(anna, 1), add(anna, 1), add(anna, 1)];
	expect(dropped).toEqual([first]);
	expect(files.get(first)).toBeUndefined();
	expect(files.get(his)).toBeDefined();
});

test('drops the oldest files of a person whose files are too large together', () => {
	const { files, add, dropped } = setup();
	const [first, second, third] = [add(anna, 20), add(anna, 20), add(anna, 50)];
	expect(dropped).toEqual([first, second]);
	expect(files.get(third)?.byteLength).toBe(50);
});

test('drops the oldest of all when everything together is too large', () => {
	const { files, add, dropped } = setup();
	const [hers] = [add(anna, 45), add(boris, 40)];
	expect(dropped).toEqual([hers]);
	expect(files.size).toBe(40);
});
