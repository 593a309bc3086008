import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { spawnStep } from './step.ts';

// The shell first: the same engine without the browser's own windows, and a third less work for the processor.
const NAMES = ['chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome'];
const PACKAGES = ['chromium-headless-shell', 'chromium'];
const INSTALL = ['install', '-y', '--no-install-recommends'];

/** The browser to test with; if missing, installed with apt-get when run as root. Null if unavailable. */
export async function findChromium(): Promise<string | null> {
	const found = installedChromium();
	if (found !== null) return found;
	if (process.env['CHROMIUM']) {
		console.log(`CHROMIUM is ${process.env['CHROMIUM']}, which cannot be run.`);
		return null;
	}
	if (!canInstall()) {
		console.log(`There is no Chromium. Run as root: apt-get ${INSTALL.join(' ')} ${PACKAGES[0]}`);
		console.log('or set CHROMIUM to the path of one.');
		return null;
	}
	await install();
	return installedChromium();
}

/** The browser that is there: what `CHROMIUM` names, or one on the path. */
export function installedChromium(): string | null {
	const given = process.env['CHROMIUM'];
	if (given) return isExecutable(given) ? given : onPath([given]);
	return onPath(NAMES);
}

function onPath(names: readonly string[]): string | null {
	const folders = (process.env['PATH'] ?? '').split(delimiter);
	const paths = names.flatMap((name) => folders.map((folder) => join(folder, name)));
	return paths.find(isExecutable) ?? null;
}

function isExecutable(path: string): boolean {
	try {
		accessSync(path, constants.X_OK);
		return true;
	} catch {
		return false;
	}
}

function canInstall(): boolean {
	return process.getuid?.() === 0 && spawnSync('apt-get', ['--version']).status === 0;
}

async function install(): Promise<void> {
	process.env['DEBIAN_FRONTEND'] = 'noninteractive';
	await spawnStep('apt-get', ['update']);
	for (const name of PACKAGES) if ((await spawnStep('apt-get', [...INSTALL, name])) === 0) return;
}
