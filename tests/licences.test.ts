import { expect, it } from 'vitest';
import { notAllowed } from './support/licences.ts';

const lock = (license?: string, name = 'thing') =>
	JSON.stringify({ packages: { '': {}, [`node_modules/${name}`]: { license } } });

it.each(['MIT', '(MIT OR GPL-3.0-or-later)', '(MIT AND Zlib)', 'Apache-2.0'])(
	'a package may be under %s',
	(license) => expect(notAllowed(lock(license))).toEqual([])
);

it.each(['GPL-3.0-only', '(MIT AND SSPL-1.0)', 'SEE LICENSE IN LICENSE', 'UNLICENSED'])(
	'a package may not be under %s',
	(license) => expect(notAllowed(lock(license))).toEqual([`thing: ${license}`])
);

it('a package without a stated licence is reported, unless its files were read by hand', () => {
	expect(notAllowed(lock())).toEqual(['thing: none']);
	expect(notAllowed(lock(undefined, 'xmlhttprequest-ssl'))).toEqual([]);
});
