import { Plugin } from '@tiptap/pm/state';

const HELD = /^(shift|control|alt|meta)$/i;

/**
 * In lists and tables Tab has a meaning of its own, so whoever has no mouse could not leave the text; after Escape the next
 * Tab does what it does elsewhere (WCAG 2.1.2).
 */
export function leaveByEscape(): Plugin {
	let leaves = false;
	return new Plugin({
		props: {
			handleDOMEvents: {
				// As an event of the page, which the browser then goes on with.
				keydown(_, { key }) {
					if (HELD.test(key)) return false;
					const isLeaving = leaves && key.toLowerCase() === 'tab';
					leaves = key.toLowerCase() === 'escape';
					return isLeaving;
				}
			}
		}
	});
}
