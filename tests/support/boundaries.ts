import type { Import } from './imports.ts';

/**
 * Which files may import what: the one table that both lint (eslint.config.js) and tests/architecture.test.ts enforce.
 * A rule applies to the files of its folder (`*` matches one folder); every rule that applies must hold.
 */
interface Rule {
	readonly folder: string;
	/** Files or folders within it that are exempt. */
	readonly except?: readonly string[];
	/** The only allowed imports, apart from the folder itself. */
	readonly only?: readonly string[];
	/** Forbidden imports, apart from the folder itself. */
	readonly never?: readonly string[];
	/** Allowed imports, whatever the rest of the rule says. */
	readonly may?: readonly string[];
	/** Allowed with `import type`, whatever the rest of the rule says. */
	readonly types?: readonly string[];
	/** Where the code belongs instead. */
	readonly instead: string;
}

/** The catalogue, which everyone may import and which imports nothing. */
const TEXTS = 'src/messages';
const HTTP = ['node:http', 'node:https', 'node:http2'];
const SOCKETS = ['ws', 'socket.io'];
const DATABASE = ['kysely', 'node:sqlite', 'server/store'];
const PAGES = ['svelte', '@sveltejs', '$app', 'src/lib', 'src/routes'];
const START = ['server/boot'];
const BROWSER_KIT = ['svelte', 'bits-ui', '@lucide/svelte'];

const DOMAIN_SERVICE = {
	never: [...HTTP, ...SOCKETS, ...PAGES],
	instead:
		'it knows people and rules, not transports; answer requests in server/http or src/routes, sockets in server/live'
};

const RULES: readonly Rule[] = [
	{
		folder: 'src/shared',
		except: ['src/shared/editor'],
		only: ['yjs', 'valibot', 'fractional-indexing'],
		instead:
			'src/shared runs in browser and server; put what needs more into src/lib (browser), server/ or src/shared/editor'
	},
	{
		folder: 'src/shared/editor',
		only: ['yjs', 'valibot', '@tiptap', 'src/shared'],
		instead:
			'the editor schema runs in browser and server; put what needs a DOM or svelte into src/lib/features'
	},
	{
		folder: 'src/lib/outbox',
		only: ['src/shared', 'yjs', 'idb'],
		instead:
			'the outbox knows changes and keys; put what a session or a page needs into src/lib/room'
	},
	{
		folder: 'src/lib/sync',
		only: [
			...['src/shared', 'src/lib/outbox', 'svelte', 'valibot'],
			...['yjs', 'y-protocols', 'y-websocket', 'lib0', 'socket.io-client']
		],
		instead:
			'the browser half of the engine knows no session, page or feature; put this into src/lib/room or src/lib/features'
	},
	{
		folder: 'src/lib/text',
		only: ['src/shared', 'yjs', '@tiptap'],
		instead:
			'the binding knows texts and ProseMirror; put what a session or a page needs into src/lib/features'
	},
	{
		folder: 'src/lib/fields',
		only: ['src/shared', 'src/lib/text', 'yjs'],
		instead:
			'a bound field knows texts and controls; put what a session or a page needs into src/lib/features'
	},
	{
		folder: 'src/lib/room',
		only: [
			...['src/shared', 'src/lib/sync', 'src/lib/outbox', 'src/lib/text'],
			...['yjs', 'socket.io-client', 'svelte']
		],
		instead: 'an open session knows no page and no feature; put this into src/lib/features'
	},
	{
		folder: TEXTS,
		only: [],
		instead: 'the texts know nobody; hand them what stands in their places'
	},
	{
		folder: 'server/boot',
		never: ['kysely', ...SOCKETS, ...PAGES, 'server/store', 'server/sessions', 'server/http'],
		instead: 'boot prepares a start and knows no part of the board; wire them in server/app.ts'
	},
	{
		folder: 'src/lib/files',
		never: ['src/lib/features', 'src/routes', 'server', '$app'],
		instead:
			'files are shown by several features, and know none of them; compose them in src/routes'
	},
	{
		folder: 'src/lib/pages',
		only: ['$app', 'svelte'],
		instead: 'what all pages share knows no feature; put this into src/lib/features'
	},
	{
		folder: 'src/lib/ui',
		only: [...BROWSER_KIT, 'src/lib/styles'],
		instead:
			'controls know no domain words; put this into src/lib/features and hand the control what it shows'
	},
	{
		folder: 'src/lib/features/*',
		never: ['src/lib/features', 'src/routes'],
		may: ['src/lib/features/notices'],
		instead:
			'a feature knows no other feature and no route; compose them in src/routes, or move the common part to src/lib/ui or src/shared'
	},
	{
		folder: 'src/lib/features/*',
		never: ['server', 'src/lib/server', 'node:', ...SOCKETS, 'kysely'],
		instead:
			'features run in the browser; put this into server/ and call it from a form action in src/routes'
	},
	{
		folder: 'src/lib/features/*',
		never: ['$app/server', '$app/environment', '$app/stores', '$env'],
		instead:
			'a feature may use $app/navigation, forms, paths and state; read the rest in src/routes'
	},
	{
		folder: 'src/routes',
		never: ['server', ...SOCKETS, 'kysely', 'node:sqlite'],
		types: ['server'],
		instead:
			'a value imported here exists twice; reach the running app through locals and src/lib/server/app.ts'
	},
	{
		folder: 'src/lib/server',
		never: ['server'],
		types: ['server'],
		instead: 'this is the seam: import types only, and take values from the running app'
	},
	{
		folder: 'src',
		except: ['src/routes', 'src/lib/server', 'src/lib/features'],
		never: ['server'],
		types: ['server'],
		instead: 'a value imported here exists twice; put what both sides need into src/shared'
	},
	{
		folder: 'server/sync',
		only: ['src/shared', 'yjs', 'y-protocols', 'lib0', 'server/threads', 'server/rate'],
		instead:
			'the engine knows bytes and interfaces; adapt sockets in server/http, storage in server/store'
	},
	{ folder: 'server/accounts', ...DOMAIN_SERVICE },
	{ folder: 'server/sessions', ...DOMAIN_SERVICE },
	{ folder: 'server/register', ...DOMAIN_SERVICE },
	{ folder: 'server/search', ...DOMAIN_SERVICE },
	{ folder: 'server/run', ...DOMAIN_SERVICE },
	{ folder: 'server/follow-up', ...DOMAIN_SERVICE },
	{ folder: 'server/calendar', ...DOMAIN_SERVICE },
	{ folder: 'server/notices', ...DOMAIN_SERVICE },
	{ folder: 'server/mail', ...DOMAIN_SERVICE },
	{ folder: 'server/records', ...DOMAIN_SERVICE },
	{ folder: 'server/decisions', ...DOMAIN_SERVICE },
	{ folder: 'server/home', ...DOMAIN_SERVICE },
	{ folder: 'server/files', ...DOMAIN_SERVICE },
	{ folder: 'server/versions', ...DOMAIN_SERVICE },
	{ folder: 'server/backup', ...DOMAIN_SERVICE },
	{ folder: 'server/commands', ...DOMAIN_SERVICE },
	{
		folder: 'server/commands',
		only: ['src/shared', 'kysely', 'valibot', 'node:', 'server/store'],
		instead:
			'every part stands on commands, so it knows none of them; hand it a function in server/app.ts'
	},
	{ folder: 'server/audit', ...DOMAIN_SERVICE },
	{
		folder: 'server/chain',
		only: ['node:crypto'],
		instead:
			'the form of the audit stands alone and never changes; put what reads or writes it into server/audit'
	},
	{ folder: 'server/minutes', ...DOMAIN_SERVICE },
	{ folder: 'server/demo', ...DOMAIN_SERVICE },
	{
		folder: 'server/store',
		never: HTTP,
		instead: 'the store knows no requests; answer them in server/http or src/routes'
	},
	{
		folder: 'server/store',
		only: [
			...['kysely', 'valibot', 'node:', 'src/shared', 'server/chain', 'server/threads'],
			...START
		],
		types: ['server/sync'],
		instead:
			'the store knows tables and the storage interface; put rules into server/sessions or server/accounts'
	},
	{
		folder: 'server/export',
		may: ['server/threads'],
		never: ['server', ...DATABASE, ...SOCKETS, ...HTTP, 'lucia', ...PAGES],
		instead:
			'an export gets what was released and nothing else; read the store in server/sessions or server/minutes'
	},
	{
		folder: 'server/live',
		never: [...DATABASE, ...PAGES],
		instead: 'live says what others decided; put queries into server/sessions and call them'
	},
	{
		folder: 'server/live',
		never: ['server/sync'],
		types: ['server/sync'],
		instead: 'live and sync do not know each other; connect them in server/app.ts'
	},
	{
		folder: 'server/http',
		never: [...DATABASE, ...PAGES],
		instead: 'transport holds no queries; put them into server/sessions or server/accounts'
	},
	{
		folder: 'server',
		except: ['server/dev.ts'],
		never: ['vite'],
		instead: 'only server/dev.ts knows Vite; production runs without it'
	},
	{
		folder: 'server',
		never: ['src/lib', 'src/routes', 'svelte', '$app'],
		instead: 'the server knows no page; put what both sides need into src/shared'
	},
	{
		folder: '*',
		never: ['tests', 'vitest'],
		instead: 'what a test needs stays in tests/ or in a *.test.ts beside its source'
	}
];

const isTest = (file: string) => /\.(test|e2e)\.ts$/.test(file) || file.startsWith('tests/');

/** Why a file may not import this, and where the code belongs instead; null if it may. Tests may import anything. */
export function judge(file: string, imported: Import): string | null {
	if (isTest(file)) return null;
	const broken = RULES.find((rule) => breaks(rule, file, imported));
	return broken ? `${file} imports ${imported.specifier}: ${broken.instead}.` : null;
}

function breaks(rule: Rule, file: string, { target, isTypeOnly }: Import): boolean {
	const own = ownFolder(rule.folder, file);
	if (
		own === null ||
		covers(rule.except, file) ||
		covers([own, TEXTS, ...(rule.may ?? [])], target)
	) {
		return false;
	}
	if (isTypeOnly && covers(rule.types, target)) return false;
	return covers(rule.never, target) || (rule.only !== undefined && !covers(rule.only, target));
}

/** The folder that the rule refers to, with `*` filled in; null if the rule does not apply to the file. */
function ownFolder(folder: string, file: string): string | null {
	const depth = folder.split('/').length;
	const parts = file.split('/');
	if (parts.length <= depth) return null;
	const fits = folder.split('/').every((part, i) => part === '*' || part === parts[i]);
	return fits ? parts.slice(0, depth).join('/') : null;
}

function covers(entries: readonly string[] | undefined, target: string): boolean {
	return (entries ?? []).some(
		(entry) =>
			target === entry ||
			target.startsWith(`${entry}/`) ||
			(entry.endsWith(':') && target.startsWith(entry))
	);
}
