import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ROOT } from '../server/boot/root.ts';

const read = (file: string) => readFileSync(join(ROOT, file), 'utf8');

/** A file of tests in code signs, or a title in quotation marks. */
const PROOF = /`((?:src|server|tests)\/[^`]+\.ts)`|"([^"]+)"/g;

/** The titles that the threat model quotes, with the file that it named last. */
function quotedIn(text: string): { readonly file: string; readonly title: string }[] {
	let file = '';
	return [...text.matchAll(PROOF)].flatMap(([, named, title]) => {
		file = named ?? file;
		return [{ file, title: title ?? '' }];
	});
}

const plain = (text: string) => text.replaceAll('’', "'");

it('the threat model names tests that exist', () => {
	const proofs = quotedIn(read('docs/threat-model.md'));
	expect(proofs.length).toBeGreaterThan(60);
	const missing = proofs.filter(
		({ file, title }) => !plain(read(file)).includes(plain(title).replace(' …', ''))
	);
	expect(missing).toEqual([]);
});
