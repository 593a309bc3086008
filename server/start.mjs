// The guard before TypeScript. It stays plain old JavaScript so that an old Node can read it and say what is missing.
const NEEDED = 26;

const MODULES = {
	main: './main.ts',
	dev: './dev.ts',
	build: './boot/rebuild.ts',
	admin: './admin.ts',
	'audit-verify': './audit-verify.ts',
	'minutes-verify': './minutes-verify.ts',
	verify: '../tests/support/verify.ts'
};

const found = process.versions.node;
const target = MODULES[process.argv[2]];

if (parseInt(found, 10) < NEEDED) {
	console.error(
		`Found Node ${found}, but version ${NEEDED} or newer is needed. Node 26 comes with npm ci on ` +
			'linux x64/arm64, macOS arm64 and Windows x64; on this platform install Node 26 or newer.'
	);
	process.exit(1);
} else if (!target) {
	console.error(`Usage: node server/start.mjs ${Object.keys(MODULES).join('|')}`);
	process.exit(1);
} else {
	await cacheCompiledModules();
	await prepareMessages();
	await import(target);
}

/**
 * Later starts, and threads, take compiled modules from here. Not in the system's temporary folder, where another account
 * could put a module of its own; a folder that cannot be written to only means a slower start.
 */
async function cacheCompiledModules() {
	const { enableCompileCache } = await import('node:module');
	const { fileURLToPath } = await import('node:url');
	const folder = fileURLToPath(new URL('../node_modules/.cache/compiled', import.meta.url));
	enableCompileCache(folder);
	process.env.NODE_COMPILE_CACHE ??= folder;
}

/** Everything that starts imports the texts, so they are there before it does. */
async function prepareMessages() {
	const { ensureMessages } = await import('./boot/messages.ts');
	const { ROOT } = await import('./boot/root.ts');
	try {
		ensureMessages(ROOT);
	} catch (error) {
		console.error(error.message);
		process.exit(1);
	}
}
