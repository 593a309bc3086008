import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** The LibreOffice components used, with a file that each can open. */
const PROBES = { writer: ['probe.txt', 'pdf'], calc: ['probe.csv', 'fods'] } as const;

/** Why a LibreOffice component is unavailable; undefined if it works. */
export async function lacksLibreOffice(part: keyof typeof PROBES): Promise<string | undefined> {
	const [name, to] = PROBES[part];
	const found = await convert(name, 'probe', to).catch(() => undefined);
	return found ? undefined : `LibreOffice (soffice) with its ${part} is not installed here`;
}

/** Converts a file with LibreOffice. Throws if there is no result. */
export async function convert(
	name: string,
	content: Uint8Array | string,
	to: 'pdf' | 'fods',
	filter?: string
): Promise<Buffer> {
	const folder = await mkdtemp(join(tmpdir(), 'libre-office-'));
	try {
		await writeFile(join(folder, name), content);
		await run('soffice', [
			...[`-env:UserInstallation=file://${folder}/profile`, '--headless'],
			...(filter ? [`--infilter=${filter}`] : []),
			...['--convert-to', to, '--outdir', folder, join(folder, name)]
		]);
		return await readFile(join(folder, name.replace(extname(name), `.${to}`)));
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}
