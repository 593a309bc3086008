import type { NodeViewConstructor } from '@tiptap/pm/view';
import PictureInText from '#lib/files/PictureInText.svelte';
import { isOnControl, mounted } from './mounted.ts';

/** Draws a picture in its place, as its file says. */
export function pictureView(context: Map<unknown, unknown>): NodeViewConstructor {
	return (node) => {
		const dom = document.createElement('div');
		dom.classList.add('record', 'picture');
		dom.contentEditable = 'false';
		const file = String(node.attrs.file);
		const remove = mounted(PictureInText, dom, { file }, context);
		return {
			dom,
			ignoreMutation: () => true,
			stopEvent: (event) => event.type !== 'dragstart' && isOnControl(event, dom),
			update: ({ type, attrs }) => type === node.type && attrs.file === file,
			destroy: remove
		};
	};
}
