// What operators do from the command line: npm run admin -- backup|restore|verify <file>
import { makeBackup } from './backup/make-backup.ts';
import { restoreBackup } from './backup/restore.ts';
import { isSound, verifyBackup, wordsOf } from './backup/verify.ts';
import { readConfig, readEnvironment } from './boot/config.ts';
import { StartError } from './boot/errors.ts';
import { ROOT } from './boot/root.ts';

const USAGE = `Usage: npm run admin -- backup <file>    backs up the database, also while the board runs
       npm run admin -- verify <file>    reads a backup, and says what is wrong with it
       npm run admin -- restore <file>   puts a backup in place of the database of a stopped board`;

async function admin([what, file]: readonly string[]): Promise<string[]> {
	const { dataDir } = readConfig(readEnvironment(ROOT));
	if (!file) throw new StartError(USAGE);
	switch (what) {
		case 'backup':
			return makeBackup(dataDir, file);
		case 'restore':
			return restoreBackup(dataDir, file, Date.now());
		case 'verify':
			return verify(file);
		default:
			throw new StartError(USAGE);
	}
}

async function verify(file: string): Promise<string[]> {
	const verified = await verifyBackup(file);
	const words = wordsOf(verified);
	if (!isSound(verified)) throw new StartError(words.join('\n'));
	return words;
}

try {
	for (const line of await admin(process.argv.slice(3))) console.log(line);
} catch (error) {
	console.error(error instanceof StartError ? error.message : error);
	process.exitCode = 1;
}
