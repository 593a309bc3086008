import { parse } from 'svelte/compiler';
import ts from 'typescript';

/** The length in lines of every function with a body, arrows and methods included. */
export function functionLengths(file: string, source: string): number[] {
	const lengths: number[] = [];
	const add = (start: number, end: number) =>
		lengths.push(source.slice(start, end).split('\n').length);
	if (file.endsWith('.svelte')) walkSvelte(parse(source, { modern: true }), add);
	else walkTypeScript(ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true), add);
	return lengths;
}

type Add = (start: number, end: number) => void;

function walkTypeScript(node: ts.Node, add: Add): void {
	if (ts.isFunctionLike(node) && 'body' in node && node.body) add(node.getStart(), node.end);
	ts.forEachChild(node, (child) => walkTypeScript(child, add));
}

const FUNCTIONS = ['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression'];

function walkSvelte(node: unknown, add: Add): void {
	if (typeof node !== 'object' || node === null) return;
	const { type, start, end } = node as { type?: unknown; start?: unknown; end?: unknown };
	if (typeof type === 'string' && FUNCTIONS.includes(type))
		if (typeof start === 'number' && typeof end === 'number') add(start, end);
	for (const child of Object.values(node)) walkSvelte(child, add);
}
