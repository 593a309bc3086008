// The guard before TypeScript. It stays plain old JavaScript so that an old Node can read it and say what is missing.
const NEEDED = 26;

const MODULES = {
	main: './main.ts',
	dev: './dev.ts',
	build: './boot/rebuild.ts',
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
	await prepareMessages();
	await import(target);
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
