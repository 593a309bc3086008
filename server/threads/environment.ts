import { getCompileCacheDir } from 'node:module';
import { dirname } from 'node:path';

/**
 * The environment of a thread or child process: no settings and no secrets, only the cache of compiled modules, with
 * which it starts in a third of the time.
 */
export function cacheOnly(): NodeJS.Dict<string> {
	const versioned = getCompileCacheDir();
	return versioned === undefined ? {} : { NODE_COMPILE_CACHE: dirname(versioned) };
}
