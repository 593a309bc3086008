import type { Editor } from '@tiptap/core';
import type { Command } from '@tiptap/pm/state';

/** Runs a command on an editor; false when it does not apply. */
export function run({ view }: Editor, command: Command): boolean {
	return command(view.state, (tr) => view.dispatch(tr), view);
}
