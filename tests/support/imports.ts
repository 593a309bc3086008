import { isBuiltin } from 'node:module';
import { posix } from 'node:path';
import { parse } from 'svelte/compiler';
import ts from 'typescript';

export interface Import {
	/** As written, such as `#shared/ids.ts`. */
	readonly specifier: string;
	/** A path from the root (`src/shared/ids.ts`), a package (`yjs`) or a module of Node (`node:fs`). */
	readonly target: string;
	/** `import type`, which has no effect at run time. */
	readonly isTypeOnly: boolean;
}

const ALIASES = {
	'#shared/': 'src/shared/',
	'#lib/': 'src/lib/',
	'#server/': 'server/',
	'#messages/': 'src/messages/'
};

/** Every import of a TypeScript or Svelte file, per its compiler: static, dynamic, re-exports and types. */
export function importsOf(file: string, source: string): Import[] {
	const found: Import[] = [];
	const add = (specifier: unknown, isTypeOnly: boolean) => {
		if (typeof specifier === 'string') found.push(toImport(file, specifier, isTypeOnly));
	};
	if (file.endsWith('.svelte')) walkSvelte(parse(source, { modern: true }), add);
	else walkTypeScript(ts.createSourceFile(file, source, ts.ScriptTarget.Latest), add);
	return found;
}

type Add = (specifier: unknown, isTypeOnly: boolean) => void;

function walkTypeScript(node: ts.Node, add: Add): void {
	if (ts.isImportDeclaration(node)) {
		add(textOf(node.moduleSpecifier), node.importClause?.phaseModifier === TYPE);
	} else if (ts.isExportDeclaration(node)) {
		add(textOf(node.moduleSpecifier), node.isTypeOnly);
	} else if (ts.isImportTypeNode(node)) {
		add(ts.isLiteralTypeNode(node.argument) && textOf(node.argument.literal), true);
	} else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
		add(textOf(node.arguments[0]), false);
	}
	ts.forEachChild(node, (child) => walkTypeScript(child, add));
}

const TYPE = ts.SyntaxKind.TypeKeyword;

const textOf = (node: ts.Node | undefined) =>
	node && ts.isStringLiteralLike(node) ? node.text : undefined;

/** A node of Svelte's syntax tree, in markup or scripts. */
interface SvelteNode {
	readonly type?: unknown;
	readonly source?: { readonly value?: unknown } | null;
	readonly importKind?: unknown;
	readonly exportKind?: unknown;
}

const IMPORTING = ['ImportDeclaration', 'ImportExpression', 'ExportNamedDeclaration'];

function walkSvelte(node: unknown, add: Add): void {
	if (typeof node !== 'object' || node === null) return;
	const { type, source, importKind, exportKind } = node as SvelteNode;
	if (typeof type === 'string' && IMPORTING.includes(type))
		add(source?.value, importKind === 'type' || exportKind === 'type');
	for (const child of Object.values(node)) walkSvelte(child, add);
}

/** One import of a file, resolved. */
export function toImport(file: string, specifier: string, isTypeOnly: boolean): Import {
	return { specifier, target: resolve(file, specifier), isTypeOnly };
}

function resolve(file: string, specifier: string): string {
	if (specifier.startsWith('.')) return posix.join(posix.dirname(file), specifier);
	for (const [alias, folder] of Object.entries({ ...ALIASES, '$lib/': 'src/lib/' })) {
		if (specifier.startsWith(alias)) return folder + specifier.slice(alias.length);
	}
	return isBuiltin(specifier) && !specifier.startsWith('node:') ? `node:${specifier}` : specifier;
}
