import { ensureBuilt } from '../../server/boot/build.ts';
import { ROOT } from '../../server/boot/root.ts';

/** Before the tests that start a server: the pages are built once, not by each server at the same time. */
export default async function built(): Promise<void> {
	await ensureBuilt(ROOT, console.log);
}
