import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { spawnStep } from './step.ts';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome'];
const BY_HAND = 'apt-get install -y --no-install-recommends chromium';

/** The browser to test with; if missing, installed with apt-get when run as root. Null if unavailable. */
export async function findChromium(): Promise<string | null> {
	const found = installed();
	if (found !== null) return found;
	if (process.env['CHROMIUM']) {
		console.log(`CHROMIUM is ${process.env['CHROMIUM']}, which cannot be run.`);
		return null;
	}
	if (!canInstall()) {
		console.log(`There is no Chromium. Run as root: ${BY_HAND}`);
		console.log('or set CHROMIUM to the path of one.');
		return null;
	}
	await install();
	return installed();
}

function installed(): string | null {
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
	await spawnStep('apt-get', BY_HAND.split(' ').slice(1));
}
