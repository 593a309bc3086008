// Compiles the catalogue. Run by ensureMessages, and by the tests with the pseudo-language.
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { compileProject } from '@inlang/paraglide-js';
import plugin from '@inlang/plugin-message-format';
import { loadProjectInMemory, newProject } from '@inlang/sdk';
import { lean, type Files } from './lean-messages.ts';
import { messageTypes, runtimeTypes } from './message-types.ts';

const FOLDER = new URL('../../src/messages/', import.meta.url);

/** The texts of one language, as in its file. */
export type Messages = Readonly<Record<string, unknown>>;

export interface Catalogue {
	/** The languages of the interface; the first is the default. */
	readonly pages: readonly string[];
	/** Texts by language. */
	readonly messages: Readonly<Record<string, Messages>>;
}

/** Reads the catalogue from `src/messages`. */
export async function readCatalogue(): Promise<Catalogue> {
	const { pages, mails } = (await readJson('settings')) as Record<'pages' | 'mails', string[]>;
	const messages: Record<string, Messages> = {};
	for (const locale of new Set([...pages, ...mails])) {
		messages[locale] = (await readJson(locale)) as Messages;
	}
	return { pages, messages };
}

async function readJson(name: string): Promise<unknown> {
	return JSON.parse(await readFile(new URL(`${name}.json`, FOLDER), 'utf8'));
}

/**
 * Compiles a catalogue to modules: at the top one per language, which Node loads quickly, and in `pages/` one per
 * message in the languages of the interface, so that a page loads only the messages it needs.
 */
export async function compileMessages(catalogue: Catalogue, folder: string): Promise<void> {
	const project = await open(catalogue);
	const modules = async (outputStructure: 'locale-modules' | 'message-modules') =>
		compileProject({ project, compilerOptions: { ...OPTIONS, outputStructure } });
	const server = await modules('locale-modules');
	await project.settings.set(settingsOf(catalogue.pages));
	const pages = await modules('message-modules');
	await project.close();
	await rm(folder, { recursive: true, force: true });
	await write(folder, { ...lean(server), ...declarations(server, catalogue) });
	await write(join(folder, 'pages'), lean(pages));
}

const OPTIONS = {
	// The interface has one language, so no request or browser setting may select another.
	strategy: ['baseLocale'] as ['baseLocale'],
	emitGitIgnore: false,
	emitPrettierIgnore: false,
	emitReadme: false
};

/** Keeps the order of the languages: the first becomes Paraglide's base locale. */
const settingsOf = (locales: readonly string[]) => ({
	baseLocale: locales[0] ?? '',
	locales: [...locales]
});

async function open({ messages }: Catalogue) {
	const blob = await newProject({ settings: settingsOf(Object.keys(messages)) });
	const project = await loadProjectInMemory({ blob, providePlugins: [plugin] });
	const files = Object.entries(messages).map(([locale, texts]) => ({
		locale,
		content: new TextEncoder().encode(JSON.stringify(texts))
	}));
	await project.importFiles({ pluginKey: plugin.key, files });
	const errors = await project.errors.get();
	if (errors.length > 0) throw new AggregateError(errors, errors.map(String).join('\n'));
	return project;
}

function declarations(compiled: Files, { pages, messages }: Catalogue): Files {
	const texts = messages[pages[0] ?? ''] ?? {};
	return {
		'messages.d.ts':
			"export * from './messages/_index.js';\nexport * as m from './messages/_index.js';\n",
		'messages/_index.d.ts': messageTypes(compiled['messages/_index.js'] ?? '', texts),
		'runtime.d.ts': runtimeTypes(Object.keys(messages))
	};
}

async function write(folder: string, files: Files): Promise<void> {
	for (const [name, content] of Object.entries(files)) {
		const file = join(folder, name);
		await mkdir(dirname(file), { recursive: true });
		await writeFile(file, content);
	}
}

if (import.meta.main) await compileMessages(await readCatalogue(), process.argv[2] ?? '');
