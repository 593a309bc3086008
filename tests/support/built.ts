import { ensureBuilt } from '../../server/build.ts';
import { ROOT } from '../../server/root.ts';

/** Before the tests that start a server: the pages are built once, not by each server at the same time. */
export default async function built(): Promise<void> {
	await ensureBuilt(ROOT, console.log);
}
