import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';
import { ensureMessages } from './server/boot/messages.ts';
import svelteConfig from './svelte.config.js';
import { boundaries } from './tests/support/lint-boundaries.ts';

// The rules read types, those of the texts among them.
ensureMessages(import.meta.dirname);

const DOM = ['window', 'document', 'navigator', 'location', 'localStorage', 'sessionStorage'];
// The same extensions for every file: where they change from one to the next, the type program is loaded again.
const LANGUAGE = {
	projectService: true,
	tsconfigRootDir: import.meta.dirname,
	extraFileExtensions: ['.svelte']
};

/** What is to be taken apart; nothing is added here. */
const TOO_LONG = ['src/lib/room/session-room.svelte.ts'];

const LANGUAGE_BANS = [
	{
		selector: 'TSEnumDeclaration',
		message: 'Node strips types only; write `const X = {…} as const` and `type X` instead.'
	},
	{
		selector: 'TSParameterProperty',
		message: 'Node strips types only; declare the field and assign it in the constructor.'
	}
];

const WRITES = '/^(insertInto|updateTable|deleteFrom|replaceInto)$/';
const OTHER_WAYS = [
	{
		selector: `CallExpression[callee.property.name=${WRITES}][callee.object.name!='transaction']`,
		message:
			'Only commands change what the server decides: write on the `transaction` that act is given.'
	},
	{
		selector: "CallExpression[callee.property.name='transaction']",
		message:
			'Only commands change what the server decides: give Commands.execute an order and an act.'
	}
];

export default ts.config(
	{
		ignores: [
			'build/',
			'.svelte-kit/',
			'src/messages/compiled/',
			'data/',
			'test-results/',
			'node_modules'
		]
	},
	{ linterOptions: { reportUnusedDisableDirectives: 'error' } },
	ts.configs.recommendedTypeChecked,
	svelte.configs.recommended,
	{
		languageOptions: { globals: globals.node, parserOptions: LANGUAGE },
		rules: {
			'no-undef': 'off', // the type check knows better
			'@typescript-eslint/no-explicit-any': 'error',
			'@typescript-eslint/no-non-null-assertion': 'error',
			'@typescript-eslint/no-floating-promises': 'error',
			'@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
			'@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
			// An async function without await is often one side of an interface that promises.
			'@typescript-eslint/require-await': 'off',
			'@typescript-eslint/no-base-to-string': [
				'error',
				{ ignoredTypeNames: ['Error', 'URL', 'YText', 'YXmlText', 'YXmlFragment', 'YXmlElement'] }
			],
			'@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
			'svelte/no-navigation-without-resolve': 'off', // pages are at the root of their host
			'no-restricted-syntax': ['error', ...LANGUAGE_BANS]
		}
	},
	{
		files: ['**/*.svelte', '**/*.svelte.ts'],
		languageOptions: {
			globals: globals.browser,
			parserOptions: { parser: ts.parser, svelteConfig }
		},
		rules: {
			// Reports what the compiler warns of, accessibility among it.
			'svelte/valid-compile': 'error',
			'svelte/button-has-type': 'error',
			'svelte/no-target-blank': 'error'
		}
	},
	{
		files: ['src/**', 'server/**'],
		plugins: { board: { rules: { boundaries } } },
		rules: { 'board/boundaries': 'error' }
	},
	{
		files: ['src/**', 'server/**'],
		ignores: [
			...['**/*.test.ts', 'server/store/tables.ts', 'server/store/migrations/**'],
			...['src/shared/commands/routes.ts', ...TOO_LONG]
		],
		rules: {
			'max-lines': ['error', 250],
			'max-lines-per-function': ['error', 60]
		}
	},
	{
		files: ['server/**'],
		ignores: [
			...['**/*.test.ts', 'server/store/**', 'server/commands/**', 'server/demo/**'],
			// What the server does by itself, which nobody commands: each begins its own transaction.
			...['server/accounts/logins.ts', 'server/calendar/calendars.ts', 'server/mail/**'],
			'server/held/hold.ts',
			...['server/notices/notices.ts', 'server/notices/reminders.ts', 'server/notices/mentions.ts'],
			...['server/records/registers.ts', 'server/records/action-rows.ts'],
			...['server/records/decision-rows.ts', 'server/run/comings.ts', 'server/run/carry-over.ts'],
			...['server/search/search-index.ts', 'server/search/lines.ts'],
			...['server/restrict/forgetting.ts', 'server/restrict/late-places.ts'],
			'server/versions/document-upgrades.ts'
		],
		rules: { 'no-restricted-syntax': ['error', ...LANGUAGE_BANS, ...OTHER_WAYS] }
	},
	{
		files: ['src/shared/**', 'server/sync/**'],
		rules: {
			'no-restricted-globals': [
				'error',
				...DOM.map((name) => ({
					name,
					message: 'This folder runs without a browser; put what needs the DOM into src/lib.'
				}))
			]
		}
	},
	{ files: ['**/*.{js,mjs}'], extends: [ts.configs.disableTypeChecked] }
);
