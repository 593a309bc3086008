import { Editor } from '@tiptap/core';
import { Collaboration } from '@tiptap/extension-collaboration';
import type { Node } from '@tiptap/pm/model';
import { expect, it } from 'vitest';
import * as Y from 'yjs';
import { documentExtensions } from '../../../tests/support/first-schema.ts';
import { newId } from '#shared/ids.ts';

/** Set to run what everybody else uses through the same matrix, for its losses; a page of them takes some seconds. */
const IS_ASKED = process.env.STOCK === '1';

interface Person {
	readonly doc: Y.Doc;
	readonly editor: Editor;
	readonly sent: Uint8Array[];
}

const LINES = ['first', 'second', 'third, agreed', 'fourth', 'fifth'];
const CELLS = [
	['aa', 'bb'],
	['cc', 'dd']
];

const paragraph = (text: string) => ({ type: 'paragraph', content: [{ type: 'text', text }] });

function content() {
	const rows = CELLS.map((row) => ({
		type: 'tableRow',
		content: row.map((text) => ({ type: 'tableCell', content: [paragraph(text)] }))
	}));
	return { type: 'doc', content: [...LINES.map(paragraph), { type: 'table', content: rows }] };
}

const turn = () => new Promise((resolve) => setTimeout(resolve, 5));

async function person(client: number, state?: Uint8Array): Promise<Person> {
	const doc = new Y.Doc();
	doc.clientID = client;
	if (state) Y.applyUpdate(doc, state);
	const editor = new Editor({
		element: document.body.appendChild(document.createElement('div')),
		extensions: [
			...documentExtensions,
			Collaboration.configure({ fragment: doc.getXmlFragment('text') })
		]
	});
	await turn();
	if (!state) editor.commands.setContent(content());
	const sent: Uint8Array[] = [];
	doc.on('update', (update: Uint8Array, origin: unknown) => {
		if (origin !== 'line') sent.push(update);
	});
	return { doc, editor, sent };
}

function line({ editor }: Person, said: string): { node: Node; position: number } {
	let found: { node: Node; position: number } | undefined;
	editor.state.doc.descendants((node, position) => {
		if (!found && node.isTextblock && node.textContent.includes(said)) found = { node, position };
	});
	if (!found) throw new Error(`there is no ${said}`);
	return found;
}

const at = (one: Person, said: string, offset: number) => line(one, said).position + 1 + offset;
const dispatch = (
	{ editor }: Person,
	change: (tr: Editor['state']['tr']) => Editor['state']['tr']
) => editor.view.dispatch(change(editor.state.tr));
const select = (one: Person, said: string) => one.editor.chain().setTextSelection(at(one, said, 1));

const whole = (one: Person) => {
	const { node, position } = line(one, 'agreed');
	return { node, from: position, to: position + node.nodeSize };
};

type Act = (one: Person, token: string) => unknown;

const capture =
	(name: string): Act =>
	(one) => {
		const { from, to } = whole(one);
		const block = one.editor.schema.node(name, { id: String(newId()) });
		dispatch(one, (tr) => tr.replaceWith(from, to, [block]));
	};

const ACTS: Readonly<Record<string, Act>> = {
	type: (one, token) => dispatch(one, (tr) => tr.insertText(`${token} `, at(one, 'agreed', 7))),
	bold: (one) =>
		dispatch(one, (tr) =>
			tr.addMark(whole(one).from, whole(one).to, one.editor.schema.mark('bold'))
		),
	heading: (one) => select(one, 'agreed').setNode('heading', { level: 2 }).run(),
	'list on': (one) => select(one, 'agreed').toggleBulletList().run(),
	quotation: (one) => select(one, 'agreed').toggleBlockquote().run(),
	split: (one) => dispatch(one, (tr) => tr.split(at(one, 'agreed', 7))),
	join: (one) => dispatch(one, (tr) => tr.join(line(one, 'agreed').position)),
	'delete line': (one) => dispatch(one, (tr) => tr.delete(whole(one).from, whole(one).to)),
	'move line': (one) => {
		const { node, from, to } = whole(one);
		dispatch(one, (tr) => tr.delete(from, to).insert(0, node));
	},
	'capture to action': capture('actionBlock'),
	'capture to decision': capture('decisionBlock'),
	'type in a cell': (one, token) =>
		dispatch(one, (tr) => tr.insertText(`${token} `, at(one, 'aa', 0))),
	'add row': (one) => select(one, 'aa').addRowAfter().run(),
	'add column': (one) => select(one, 'aa').addColumnAfter().run(),
	'delete row': (one) => select(one, 'aa').deleteRow().run(),
	'delete column': (one) => select(one, 'aa').deleteColumn().run()
};

const words = ({ editor }: Person) =>
	editor.state.doc.textBetween(0, editor.state.doc.content.size, ' | ', ' ');
const count = (text: string, word: string) => text.split(word).length - 1;

/** What went wrong when two did these at once; nothing when all is well. */
async function meet(state: Uint8Array, first: string, second: string): Promise<string[]> {
	const [ann, bob] = [await person(1, state), await person(2, state)];
	ACTS[first]?.(ann, 'AAA');
	ACTS[second]?.(bob, 'BBB');
	let rounds = 0;
	for (; rounds < 6 && ann.sent.length + bob.sent.length > 0; rounds++) {
		const [ofAnn, ofBob] = [ann.sent.splice(0), bob.sent.splice(0)];
		for (const update of ofAnn) Y.applyUpdate(bob.doc, update, 'line');
		for (const update of ofBob) Y.applyUpdate(ann.doc, update, 'line');
		await turn();
	}
	const wrong: string[] = [];
	const seen = words(ann);
	if (rounds > 1) wrong.push(`answers for ${rounds} rounds`);
	if (seen !== words(bob)) wrong.push('two windows');
	for (const [token, act] of [
		['AAA', first],
		['BBB', second]
	] as const)
		if (act.startsWith('type') && count(seen, token) !== 1)
			wrong.push(count(seen, token) === 0 ? `${token} lost` : `${token} twice`);
	for (const word of [
		'first',
		'second',
		'fourth',
		'fifth',
		'third',
		'agreed',
		'aa',
		'bb',
		'cc',
		'dd'
	])
		if (count(seen, word) > 1) wrong.push(`${word} twice`);
	for (const { editor } of [ann, bob]) editor.destroy();
	return wrong;
}

it.runIf(IS_ASKED)('the stock binding on the same matrix', { timeout: 600_000 }, async () => {
	const start = await person(50);
	const state = Y.encodeStateAsUpdate(start.doc);
	let losses = 0;
	for (const [index, first] of Object.keys(ACTS).entries())
		for (const second of Object.keys(ACTS).slice(index)) {
			const wrong = await meet(state, first, second);
			losses += Number(wrong.length > 0);
			if (wrong.length > 0) console.log(`${first} × ${second}: ${wrong.join(', ')}`);
		}
	console.log(
		`${losses} of ${(Object.keys(ACTS).length * (Object.keys(ACTS).length + 1)) / 2} pairs`
	);
	expect(losses).toBeGreaterThan(0);
});
