import { Extension } from '@tiptap/core';
import { othersCarets, type Presence } from '#lib/text/others-carets.ts';

interface CaretOptions {
	readonly presence: Presence | undefined;
	/** The name of the text in its document. */
	readonly text: string;
}

/** Shows where others write, in the colour of their delegation. */
export const OthersCarets = Extension.create<CaretOptions>({
	name: 'othersCarets',
	addOptions: () => ({ presence: undefined, text: '' }),
	addProseMirrorPlugins() {
		const { presence, text } = this.options;
		const { binding } = this.editor.storage.textSync;
		return presence && binding ? [othersCarets(binding, text, presence, { caret, selection })] : [];
	}
});

/** User data in presence; every field is optional, because an older server may send less. */
interface CaretUser {
	readonly name?: unknown;
	readonly colour?: unknown;
}

const words = (value: unknown, fallback: string) => (typeof value === 'string' ? value : fallback);

function caret(user: CaretUser): HTMLElement {
	const mark = document.createElement('span');
	mark.className = 'caret';
	mark.dataset['colour'] = words(user.colour, 'slate');
	mark.ariaHidden = 'true'; // who is here is said elsewhere; a name is no word of the text
	mark.dir = 'auto'; // a name does not decide where the line begins
	const flag = document.createElement('span');
	flag.className = 'caret-name';
	flag.textContent = words(user.name, '');
	// Without zero-width characters around it, Chromium cannot place the local caret after a remote one at a line end.
	mark.append('\u2060', flag, '\u2060');
	return mark;
}

function selection(user: CaretUser) {
	return { class: 'caret-selection', 'data-colour': words(user.colour, 'slate') };
}
