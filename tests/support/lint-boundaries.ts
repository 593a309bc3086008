import type { JSRuleDefinition } from 'eslint';
import { posix, relative, sep } from 'node:path';
import { ROOT } from '../../server/boot/root.ts';
import { judge } from './boundaries.ts';
import { toImport } from './imports.ts';

interface ImportNode {
	readonly source?: { readonly value?: unknown } | null;
	readonly importKind?: string;
	readonly exportKind?: string;
}

/** The lint rule that reports forbidden imports in the editor; the table is in boundaries.ts. */
export const boundaries: JSRuleDefinition = {
	meta: { type: 'problem', schema: [] },
	create(context) {
		const file = relative(ROOT, context.filename).split(sep).join(posix.sep);
		const look = (node: unknown) => {
			const { source, importKind, exportKind } = node as ImportNode;
			if (typeof source?.value !== 'string') return;
			const isTypeOnly = importKind === 'type' || exportKind === 'type';
			const message = judge(file, toImport(file, source.value, isTypeOnly));
			if (message) context.report({ node: node as never, message });
		};
		return {
			ImportDeclaration: look,
			ImportExpression: look,
			ExportNamedDeclaration: look,
			ExportAllDeclaration: look
		};
	}
};
