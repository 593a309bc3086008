import { chmod, mkdir, mkdtemp, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { prepareDataFolder } from './data-folder.ts';

let folder: string;
beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'data-folder-'));
});
afterEach(async () => {
	await rm(folder, { recursive: true, force: true });
});

const modeOf = async (path: string) => (await stat(path)).mode & 0o777;

test('takes an existing folder and everything in it from others, and says so', async () => {
	const [file, inner, outside] = [join(folder, 'board.sqlite'), join(folder, 'old'), `${folder}-x`];
	await writeFile(file, '');
	await mkdir(inner);
	await writeFile(join(inner, 'copy'), '');
	await writeFile(outside, '');
	await symlink(outside, join(folder, 'link'));
	for (const path of [file, join(inner, 'copy'), outside]) await chmod(path, 0o644);
	for (const path of [folder, inner]) await chmod(path, 0o755);
	const log = { warn: vi.fn() };
	await prepareDataFolder(folder, log);
	expect(await Promise.all([folder, inner].map(modeOf))).toEqual([0o700, 0o700]);
	expect(await Promise.all([file, join(inner, 'copy')].map(modeOf))).toEqual([0o600, 0o600]);
	expect(await modeOf(outside)).toBe(0o644);
	await rm(outside);
	const open = expect.arrayContaining([folder, file]) as unknown;
	expect(log.warn).toHaveBeenCalledExactlyOnceWith({ open }, expect.any(String));
	await prepareDataFolder(folder, log);
	expect(log.warn).toHaveBeenCalledOnce();
});
