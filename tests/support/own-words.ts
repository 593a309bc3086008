import { parse } from 'svelte/compiler';
import { parser } from 'typescript-eslint';

/** A text in a source file that a person may read. */
export interface Finding {
	readonly text: string;
	readonly start: number;
	readonly end: number;
	readonly node: Node;
	/** Ancestors, from the root down. */
	readonly parents: readonly Node[];
}

/** A node of a syntax tree, of markup (Svelte) or code (ESTree). */
interface Node {
	readonly type: string;
	readonly start: number;
	readonly end: number;
	readonly [key: string]: unknown;
}

/** Attributes and properties whose value people read or hear, however short. */
const HUMAN = new Set(
	'aria-label aria-description aria-roledescription aria-placeholder aria-valuetext title placeholder alt label heading description hint caption legend words summary empty'.split(
		' '
	)
);
/** Attributes that only machines read. */
const MACHINE = /^(class|style|id|href|src|d|viewBox|for|name|type|role|rel|target|data-.*|on.*)$/;
/** Calls whose texts reach no user: errors, logs, selectors. */
const UNHEARD =
	/^(?:console|log|#log|can|may|querySelector|querySelectorAll|closest|matches|getElementById|addEventListener|removeEventListener|sql|raw|RegExp|Error|TypeError|RangeError|StartError|ExportUnavailable|DateTimeFormat|URL|warn|info|error|fatal|debug|describe)$/;

/** Every text in a file that people may read and that is not in the catalogue. */
export function findWords(file: string, source: string): Finding[] {
	const found: Finding[] = [];
	walk(treeOf(file, source), [], (node, parents) => {
		const text = textOf(node, parents);
		if (text !== undefined) found.push({ text, ...span(node), node, parents });
	});
	return found;
}

function treeOf(file: string, source: string): Node {
	return file.endsWith('.svelte')
		? (parse(source, { modern: true }) as unknown as Node)
		: (parser.parseForESLint(source).ast as Node);
}

function span(node: Node): { start: number; end: number } {
	const [start, end] = (node['range'] as [number, number] | undefined) ?? [node.start, node.end];
	return { start, end };
}

const SKIPPED = new Set(['loc', 'range', 'css', 'comments', 'tokens', 'name_loc', 'metadata']);

function walk(
	node: Node,
	parents: readonly Node[],
	visit: (node: Node, parents: readonly Node[]) => void
): void {
	if (/^(Import|TS|StyleSheet)/.test(node.type) && !/^TS(As|Satisfies|NonNull)/.test(node.type))
		return;
	visit(node, parents);
	const inside = [...parents, node];
	for (const [key, value] of Object.entries(node)) {
		if (SKIPPED.has(key) || (node.type.startsWith('TS') && key === 'typeAnnotation')) continue;
		for (const child of [value].flat()) if (isNode(child)) walk(child, inside, visit);
	}
}

function isNode(value: unknown): value is Node {
	return (
		typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string'
	);
}

function textOf(node: Node, parents: readonly Node[]): string | undefined {
	if (node.type === 'Text') return markupText(node, parents);
	const text =
		node.type === 'Literal' && typeof node['value'] === 'string'
			? node['value']
			: node.type === 'TemplateElement'
				? (node['value'] as { cooked: string }).cooked
				: undefined;
	return text !== undefined && isRead(text, node, parents) ? text : undefined;
}

function markupText({ data }: Node, parents: readonly Node[]): string | undefined {
	const text = data as string;
	if (!/\p{L}/u.test(text)) return undefined;
	const attribute = parents.findLast(({ type }) => type === 'Attribute' || type === 'Fragment');
	if (attribute?.type !== 'Attribute') return text;
	const name = attribute['name'] as string;
	if (MACHINE.test(name)) return undefined;
	return HUMAN.has(name) || isSentence(text) ? text : undefined;
}

/** True if, by its form and place, a text in code is read by people. */
function isRead(text: string, node: Node, parents: readonly Node[]): boolean {
	if (!/\p{L}/u.test(text)) return false;
	const at = node.type === 'TemplateElement' ? parents.length - 2 : parents.length - 1;
	const parent = parents[at];
	const inner = at === parents.length - 1 ? node : parents.at(-1);
	if (!parent || isUnheard(parents)) return false;
	if (/^(Export|Import)/.test(parent.type) || parent.type === 'SwitchCase') return false;
	if (parent.type === 'BinaryExpression' && parent['operator'] !== '+') return false;
	if (parent.type === 'MemberExpression' && parent['property'] === inner) return false;
	if (parent.type === 'Property' && parent['key'] === inner) return isSentence(text);
	const holder = parents.findLast(({ type }) => /^(Attribute|Fragment|Property)$/.test(type));
	if (holder?.type === 'Attribute' && MACHINE.test(holder['name'] as string)) return false;
	return (
		isSentence(text) || isJoined(text, node) || isShown(inner ?? node, parents.slice(0, at + 1))
	);
}

/** ` people` of `${count} people`. */
function isJoined(text: string, { type }: Node): boolean {
	return type === 'TemplateElement' && /^ \p{L}{2,}|(?:^|\s)\p{L}{2,} $/u.test(text);
}

/** True if the value of an expression is shown by the page, or fills a placeholder of a message. */
function isShown(node: Node, parents: readonly Node[]): boolean {
	const place = parents.findLastIndex((parent, at) => !handsOn(parent, parents[at + 1] ?? node));
	const [above, holder] = [parents[place - 1], parents[place]];
	if (holder?.type === 'Attribute') return HUMAN.has(holder['name'] as string);
	if (holder?.type === 'Fragment') return true;
	if (holder?.type !== 'ObjectExpression') return false;
	return above?.type === 'CallExpression' && isCatalogue(above['callee']);
}

/** True if the value of the part can become the value of the whole. */
function handsOn({ type, ...node }: Node, part: Node): boolean {
	if (type === 'ConditionalExpression') return node['test'] !== part;
	if (type === 'LogicalExpression') return true;
	if (type === 'Property') return node['value'] === part;
	return /^(TemplateLiteral|ExpressionTag|TSAsExpression)$/.test(type);
}

function isCatalogue(callee: unknown): boolean {
	return isNode(callee) && callee.type === 'MemberExpression' && nameOf(callee['object']) === 'm';
}

function isUnheard(parents: readonly Node[]): boolean {
	return parents.some(({ type, callee, tag }) => {
		if (type === 'TaggedTemplateExpression') return UNHEARD.test(nameOf(tag));
		return (type === 'CallExpression' || type === 'NewExpression') && UNHEARD.test(nameOf(callee));
	});
}

/** `log` of `log.warn`, `querySelector` of `page.querySelector`. */
function nameOf(callee: unknown): string {
	if (!isNode(callee)) return '';
	if (callee.type === 'MemberExpression') {
		const own = nameOf(callee['property']);
		return UNHEARD.test(own) ? own : nameOf(callee['object']);
	}
	const { name } = callee;
	return typeof name === 'string' ? name : '';
}

/** True if it looks written for people: words with a space between them, or a capitalised word. */
function isSentence(text: string): boolean {
	return /[\p{L}\d]{2,}[,;:.…)”’]? +[(“‘]?\p{L}|^\d \p{L}{2,}|^\s*\p{Lu}\p{Ll}+\b|\p{L}…|…\p{L}/u.test(
		text
	);
}

/** The messages called while a module loads. A component's script does not count: it runs per instance. */
export function calledAtLoad(file: string, source: string): string[] {
	const found: string[] = [];
	if (file.endsWith('.svelte')) return found;
	walk(treeOf(file, source), [], (node, parents) => {
		if (node.type !== 'CallExpression' || !isCatalogue(node['callee'])) return;
		if (parents.some(({ type }) => /Function|ClassBody/.test(type))) return;
		found.push(nameOf((node['callee'] as Node)['property']));
	});
	return found;
}
