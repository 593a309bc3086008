import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { ROOT } from '../../server/boot/root.ts';

/** SPDX ids that are clearly compatible with EUPL-1.2; tools and fonts are used, not incorporated into the work. */
const ALLOWED = new Set([
	...['0BSD', 'BSD-2-Clause', 'BSD-3-Clause', 'BlueOak-1.0.0', 'CC0-1.0', 'ISC', 'MIT', 'MIT-0'],
	...['Apache-2.0', 'MPL-2.0', 'OFL-1.1', 'Zlib']
]);

/** Licences stated only in a package's own files, read by hand. */
const READ: Readonly<Record<string, string>> = {
	'@inlang/plugin-message-format': 'MIT',
	duck: 'BSD-2-Clause',
	'sqlite-wasm-kysely': 'MIT',
	'xmlhttprequest-ssl': 'MIT'
};

const lockFile = v.object({
	packages: v.record(v.string(), v.object({ license: v.optional(v.string()) }))
});

/** The packages of a lock file whose licence is not allowed, with the licence stated. */
export function notAllowed(lock: string): string[] {
	const { packages } = v.parse(lockFile, JSON.parse(lock));
	return Object.entries(packages).flatMap(([path, { license }]) => {
		const name = path.split('node_modules/').at(-1) ?? '';
		if (name === '') return []; // ourselves
		const licence = READ[name] ?? license ?? 'none';
		return isAllowed(licence) ? [] : `${name}: ${licence}`;
	});
}

/** "MIT", "(MIT OR GPL-3.0-or-later)", "(MIT AND Zlib)"; no package nests deeper. */
function isAllowed(expression: string): boolean {
	const choices = expression.replaceAll(/[()]/g, '').split(' OR ');
	return choices.some((choice) => choice.split(' AND ').every((id) => ALLOWED.has(id)));
}

/** The packages of this tree's lock file that are not allowed. */
export async function licencesHere(): Promise<string[]> {
	return notAllowed(await readFile(join(ROOT, 'package-lock.json'), 'utf8'));
}
