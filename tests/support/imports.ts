import { isBuiltin } from 'node:module';
import { posix } from 'node:path';

export interface Import {
	/** As written, such as `#shared/ids.ts`. */
	readonly specifier: string;
	/** A path from the root (`src/shared/ids.ts`), a package (`yjs`) or a module of Node (`node:fs`). */
	readonly target: string;
	/** `import type`, which leaves nothing behind at run time. */
	readonly isTypeOnly: boolean;
}

const ALIASES = {
	'#shared/': 'src/shared/',
	'#lib/': 'src/lib/',
	'#server/': 'server/',
	'#messages/': 'src/messages/'
};

const STATIC =
	/^[ \t]*(import|export)\s+(type\s+)?(?:[\w\s{},*$]+?\s*from\s*)?(['"])([^'"\n]+)\3/gm;
const DYNAMIC = /\bimport\(\s*(['"`])([^'"`\n$]+)\1/g;
const COMMENTS = /\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/.*$|<!--[\s\S]*?-->/gm;

/** Every import of a TypeScript or Svelte file: static, re-exported and dynamic. */
export function importsOf(file: string, source: string): Import[] {
	const code = source.replace(COMMENTS, '');
	const found: Import[] = [];
	for (const [, , type, , specifier] of code.matchAll(STATIC)) {
		found.push(toImport(file, specifier ?? '', type !== undefined));
	}
	for (const [, , specifier] of code.matchAll(DYNAMIC)) {
		found.push(toImport(file, specifier ?? '', false));
	}
	return found;
}

/** One import of a file, resolved. */
export function toImport(file: string, specifier: string, isTypeOnly: boolean): Import {
	return { specifier, target: resolve(file, specifier), isTypeOnly };
}

function resolve(file: string, specifier: string): string {
	if (specifier.startsWith('.')) return posix.join(posix.dirname(file), specifier);
	for (const [alias, folder] of Object.entries({ ...ALIASES, '$lib/': 'src/lib/' })) {
		if (specifier.startsWith(alias)) return folder + specifier.slice(alias.length);
	}
	return isBuiltin(specifier) && !specifier.startsWith('node:') ? `node:${specifier}` : specifier;
}
