import type { Editor } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import type { NodeView, NodeViewConstructor } from '@tiptap/pm/view';
import type * as Y from 'yjs';
import type { Head } from '#shared/text/head.ts';
import { newId } from '#shared/ids.ts';
import type { LineId } from '#shared/text/line-id.ts';
import {
	dropLeftover,
	dropStray,
	keepLeftover,
	settleStray,
	writersOf
} from '#shared/text/strays.ts';
import { boundTo, byItself, writeText } from '../lines/text-command.ts';
import LostWords from './LostWords.svelte';
import { isOnControl, mounted } from './mounted.ts';

export interface LostWordsOptions {
	readonly editor: Editor;
	/** The name of whoever writes as this client now; undefined when they are gone. */
	readonly nameOf: (client: number) => string | undefined;
	readonly context: Map<unknown, unknown>;
}

const freshId = () => newId() as string as LineId;

/** Draws a line whose words were typed while somebody removed it; it can be edited, kept and dropped. */
export function strayView(options: LostWordsOptions): NodeViewConstructor {
	return (node, _view, getPos) => {
		const contentDOM = document.createElement('p');
		contentDOM.dir = 'auto';
		const drawn = frame(options, getPos, {
			keep: (text, head) => void settleStray(text, head, freshId()),
			drop: dropStray,
			writers: writersAt(options, getPos())
		});
		drawn.dom.append(contentDOM);
		return {
			...drawn,
			contentDOM,
			update: (next) => isAlike(next, node) && next.attrs.stray !== '',
			ignoreMutation: ({ type, target }) => type !== 'selection' && !contentDOM.contains(target)
		};
	};
}

/** Draws words that were written into a table, row or column that somebody removed. */
export function leftoverView(options: LostWordsOptions): NodeViewConstructor {
	return (node, _view, getPos) => ({
		...frame(options, getPos, {
			keep: (text, head) => head && keepLeftover(text, head, freshId()),
			drop: (_text, head) => head && dropLeftover(head),
			words: String(node.attrs.words)
		}),
		update: (next) => isAlike(next, node) && next.attrs.words === node.attrs.words,
		ignoreMutation: () => true
	});
}

const isAlike = (a: Node, b: Node) => a.type === b.type && a.attrs.id === b.attrs.id;

type Settle = (text: Y.Text, head: Head | undefined) => void;

interface Lost {
	readonly keep: Settle;
	readonly drop: Settle;
	readonly words?: string;
	readonly writers?: readonly string[];
}

function frame(
	{ editor, context }: LostWordsOptions,
	getPos: () => number | undefined,
	{ keep, drop, words, writers = [] }: Lost
): NodeView & { dom: HTMLElement } {
	const dom = document.createElement('div');
	dom.className = 'lost-words';
	const said = dom.appendChild(document.createElement('div'));
	said.contentEditable = 'false';
	const settle = (act: Settle) => () => {
		const [position, bound] = [getPos(), boundTo(editor)];
		if (position === undefined || !bound) return;
		const head = bound.binding.headAt(position);
		byItself(editor, () => writeText(editor, (text) => act(text, head)));
		editor.commands.focus();
	};
	const props = {
		...(words !== undefined && { words }),
		writers,
		editable: editor.isEditable,
		onkeep: settle(keep),
		ondrop: settle(drop)
	};
	return {
		dom,
		stopEvent: (event) => isOnControl(event, said),
		destroy: mounted(LostWords, said, props, context)
	};
}

function writersAt({ editor, nameOf }: LostWordsOptions, position: number | undefined): string[] {
	const { binding } = editor.storage.textSync;
	if (!binding || position === undefined) return [];
	const clients = [...writersOf(binding.text, binding.headAt(position))];
	return [...new Set(clients.flatMap((client) => nameOf(client) ?? []))];
}
