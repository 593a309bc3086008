import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { ROOT } from '../../server/boot/root.ts';

interface Ended {
	readonly code: number | null;
	readonly stdout: string;
	readonly stderr: string;
}

export interface Started {
	readonly child: ChildProcess;
	/** The address it listens on; rejects if the process exits first. */
	readonly address: Promise<string>;
	readonly ended: Promise<Ended>;
	/** Resolves when the output matches, past or future. */
	says(pattern: RegExp): Promise<RegExpExecArray>;
	/** Stops it gracefully. */
	stop(): Promise<Ended>;
}

export interface Options {
	readonly env?: Record<string, string>;
	/** Node options. */
	readonly flags?: readonly string[];
	readonly mode?: string;
	/** What follows the mode on the command line. */
	readonly args?: readonly string[];
	/** The folder of the board, if it is another than this one. */
	readonly root?: string;
}

/** Starts `node server/start.mjs` as a real process on a free port. */
export function start(options: Options): Started {
	const { env = {}, flags = [], mode = 'main', args = [], root = ROOT } = options;
	const child = spawn(process.execPath, [...flags, join(root, 'server/start.mjs'), mode, ...args], {
		env: { ...process.env, ...QUIET, ...env },
		stdio: ['ignore', 'pipe', 'pipe']
	});
	const output = { stdout: '', stderr: '' };
	child.stdout.setEncoding('utf8').on('data', (part: string) => (output.stdout += part));
	child.stderr.setEncoding('utf8').on('data', (part: string) => (output.stderr += part));
	const ended = new Promise<Ended>((resolve) =>
		child.on('close', (code) => resolve({ code, ...output }))
	);
	const says = (pattern: RegExp) =>
		new Promise<RegExpExecArray>((resolve, reject) => {
			const look = () => {
				const found = pattern.exec(output.stdout);
				if (found) resolve(found);
			};
			child.stdout.on('data', look);
			look();
			void ended.then(({ stderr }) => reject(new Error(`ended before it said so: ${stderr}`)));
		});
	const address = says(/^Listening on (\S+)\n/m).then((found) => found[1] ?? '');
	address.catch(() => undefined); // callers that only await the end do not handle it
	const stop = () => {
		child.kill('SIGTERM');
		return ended;
	};
	return { child, address, ended, says, stop };
}

// Everything is set explicitly, so that neither the machine nor a .env file has an influence.
const QUIET = {
	HOST: '127.0.0.1',
	PORT: '0',
	ORIGIN: '',
	TRUST_PROXY: 'no',
	DEMO: 'no',
	LOG_LEVEL: 'info',
	NODE_ENV: 'production',
	// A run starts a hundred servers from the same source; the compile cache saves each a quarter of its start-up time.
	NODE_COMPILE_CACHE: join(ROOT, 'node_modules/.cache/compiled')
};
