// Run by `npm run build`: builds and stamps the pages, so that the next start does not build again.
import { build } from './build.ts';
import { StartError } from './errors.ts';
import { ROOT } from './root.ts';

try {
	await build(ROOT);
	console.log('The pages are built.');
} catch (error) {
	if (!(error instanceof StartError)) throw error;
	console.error(error.message);
	process.exitCode = 1;
}
