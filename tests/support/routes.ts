import { globSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join, sep } from 'node:path';
import ts from 'typescript';
import { ROOT } from '../../server/boot/root.ts';

const FOLDER = join(ROOT, 'src/routes');
const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

/** Every address in the tree, in the notation of the registry: pages, endpoints and form actions. */
export async function routesInTree(): Promise<string[]> {
	const files = globSync('**/+{page.svelte,page.server.ts,server.ts}', { cwd: FOLDER });
	const found = await Promise.all(files.map((file) => routesOf(file.split(sep).join('/'))));
	return found.flat().sort();
}

async function routesOf(file: string): Promise<string[]> {
	const route = `/${file.split('/').slice(0, -1).join('/')}`;
	if (file.endsWith('+page.svelte')) return [`GET ${route}`];
	const source = ts.createSourceFile(
		file,
		await readFile(join(FOLDER, file), 'utf8'),
		ts.ScriptTarget.Latest
	);
	const exported = source.statements.filter(ts.isVariableStatement).flatMap(declared);
	if (file.endsWith('+server.ts'))
		return exported.flatMap(({ name }) => (METHODS.includes(name) ? [`${name} ${route}`] : []));
	const actions = exported.find(({ name }) => name === 'actions')?.value;
	return actionsOf(actions).map((name) =>
		name === 'default' ? `POST ${route}` : `POST ${route}?/${name}`
	);
}

function declared(statement: ts.VariableStatement) {
	return statement.declarationList.declarations.map(({ name, initializer }) => ({
		name: ts.isIdentifier(name) ? name.text : '',
		value: initializer
	}));
}

function actionsOf(value: ts.Expression | undefined): string[] {
	if (!value) return [];
	if (!ts.isObjectLiteralExpression(value)) throw new Error('actions are written as an object');
	return value.properties.map(({ name }) => {
		if (!name || !ts.isIdentifier(name)) throw new Error('an action has a plain name');
		return name.text;
	});
}
