import { existsSync, statSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { systemCode } from './errors.ts';

const KEPT = 24 * 3_600_000; // ms
const MOST = 5; // builds: somebody who builds all day keeps no more
/** The folder of what the build now has replaced, until a board first starts with that; then it is named after the time. */
const LAST = 'last';

const earlierIn = (root: string) => join(root, 'build/earlier');
const filesIn = (root: string) => join(root, 'build/client/_app/immutable');

/**
 * Takes aside what pages that are open may still ask for, since a build removes it. Returns what puts it back beside the
 * new build. Names of these files contain a hash of what is in them, so what the new build has too needs no keeping.
 */
export async function setAside(root: string): Promise<() => Promise<void>> {
	const aside = await mkdtemp(join(tmpdir(), 'board-build-'));
	await copy(earlierIn(root), aside);
	await copy(filesIn(root), join(aside, LAST));
	return async () => {
		const builds = (await buildsIn(aside)).slice(0, MOST);
		const isNew = (file: string) => !existsSync(join(filesIn(root), file));
		for (const build of builds) await copy(join(aside, build), join(earlierIn(root), build), isNew);
		await rm(aside, { recursive: true });
	};
}

/** Compressed copies are left out: few ask, and not for long. */
async function copy(from: string, to: string, wants = (_file: string) => true): Promise<void> {
	if (!existsSync(from)) return;
	await mkdir(to, { recursive: true });
	const filter = (file: string) =>
		statSync(file).isDirectory() || (!/\.(br|gz)$/.test(file) && wants(relative(from, file)));
	await cp(from, to, { recursive: true, filter });
}

/** Folders of earlier builds, the latest first. */
export async function earlierBuilds(root: string): Promise<string[]> {
	const builds = await buildsIn(earlierIn(root));
	return builds.map((build) => join(earlierIn(root), build));
}

async function buildsIn(folder: string): Promise<string[]> {
	const found = existsSync(folder) ? await readdir(folder) : [];
	const at = (name: string) => (name === LAST ? Infinity : Number(name));
	return found
		.filter((name) => name === LAST || /^\d+$/.test(name))
		.sort((one, other) => at(other) - at(one));
}

/**
 * Counts a day from now for what the build has replaced, since only now do pages come from the new one; and removes what
 * has had its day. A build that cannot be written to keeps what it has.
 */
export async function forgetEarlier(root: string, now: number): Promise<void> {
	const folder = earlierIn(root);
	try {
		for (const name of await buildsIn(folder)) {
			if (name === LAST) await rename(join(folder, name), join(folder, String(now)));
			else if (Number(name) < now - KEPT) await rm(join(folder, name), { recursive: true });
		}
	} catch (error) {
		if (systemCode(error) === '') throw error;
	}
}
