import { ensureBuilt } from '../../server/boot/build.ts';
import { ROOT } from '../../server/boot/root.ts';

/** Builds the pages once before the tests that start servers, instead of once per server at the same time. */
export default async function built(): Promise<void> {
	await ensureBuilt(ROOT, console.log);
}
