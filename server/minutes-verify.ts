// Verifies a copy of adopted minutes without the board: npm run verify-minutes <file.json> [-- --key <key>]
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { m } from '#messages/messages.js';
import type { Minutes } from '#shared/minutes/minutes.ts';
import { StartError, systemCode } from './boot/errors.ts';
import { readCopy } from './minutes/read-copy.ts';
import { verifyMinutes, type Verdict } from './minutes/verify-copy.ts';

const USAGE = `Usage: npm run verify-minutes -- <file.json> [--key <key>]
       With --key, only a seal of that board counts: its public key, as its page of the minutes shows it.`;

async function verify(): Promise<boolean> {
	const { file, key } = asked();
	const minutes = readCopy(await bytesOf(file));
	if (!minutes) throw new StartError(m.seal_not_minutes());
	const verdict = verdictOn(minutes, key);
	switch (verdict.is) {
		case 'not-sealed':
			console.log(m.seal_none());
			return false;
		case 'changed':
			for (const line of verdict.what) console.log(line);
			return false;
		case 'intact': {
			const { reference, hash, key: by, parts, sealed } = verdict;
			console.log(m.seal_intact({ reference, hash }));
			console.log(m.seal_parts({ parts, sealed }));
			if (key === undefined) console.log(m.seal_compare_key({ key: by }));
			return true;
		}
	}
}

/** A file that is not built as minutes are is none, whoever made it. */
function verdictOn(minutes: Minutes, key: string | undefined): Verdict {
	try {
		return verifyMinutes(minutes, key);
	} catch {
		throw new StartError(m.seal_not_minutes());
	}
}

function asked(): { readonly file: string; readonly key: string | undefined } {
	try {
		const options = { key: { type: 'string' } } as const;
		const args = process.argv.slice(3);
		const { positionals, values } = parseArgs({ args, options, allowPositionals: true });
		const [file] = positionals;
		if (file !== undefined && positionals.length === 1) return { file, key: values.key };
	} catch {
		// as below
	}
	throw new StartError(USAGE);
}

async function bytesOf(file: string): Promise<Uint8Array> {
	try {
		return await readFile(file);
	} catch (error) {
		throw new StartError(m.seal_no_file({ file, code: systemCode(error) ?? '' }));
	}
}

try {
	if (!(await verify())) process.exitCode = 1;
} catch (error) {
	console.error(error instanceof StartError ? error.message : error);
	process.exitCode = 1;
}
