import { Extension } from '@tiptap/core';
import { PluginKey } from '@tiptap/pm/state';
import { Suggestion, type SuggestionProps } from '@tiptap/suggestion';
import { mount, unmount } from 'svelte';
import { matching, type Mentionable, type MentionListState } from './mention-list.ts';
import MentionList from './MentionList.svelte';

const key = new PluginKey('mentions');

/** Suggests people and organisations after @. */
export const Mentions = Extension.create<{ find: () => readonly Mentionable[] }>({
	name: 'mentions',
	priority: 1_100,
	addOptions: () => ({ find: () => [] }),
	addProseMirrorPlugins() {
		return [
			Suggestion<Mentionable, Mentionable>({
				editor: this.editor,
				pluginKey: key,
				char: '@',
				items: ({ query }) => matching(this.options.find(), query),
				command: ({ editor, range, props }) =>
					void editor.chain().focus().insertContentAt(range, `@${props.handle} `).run(),
				render: popup
			})
		];
	}
});

/** The list below the cursor: arrows choose, Enter or Tab accepts, Esc leaves the text as typed. */
function popup() {
	const list = $state<MentionListState>({
		items: [],
		chosen: 0,
		left: 0,
		top: 0,
		pick: () => undefined
	});
	let mounted: ReturnType<typeof mount> | undefined;
	const show = ({ items, command, clientRect }: SuggestionProps<Mentionable, Mentionable>) => {
		const box = clientRect?.();
		Object.assign(list, { items, chosen: 0, left: box?.left ?? 0, top: (box?.bottom ?? 0) + 4 });
		list.pick = command;
	};
	return {
		onStart(props: SuggestionProps<Mentionable, Mentionable>) {
			show(props);
			mounted = mount(MentionList, { target: document.body, props: { list } });
		},
		onUpdate: show,
		onKeyDown: ({ event }: { event: KeyboardEvent }) => steer(list, event),
		onExit() {
			if (mounted) void unmount(mounted);
			mounted = undefined;
		}
	};
}

function steer(list: MentionListState, event: KeyboardEvent): boolean {
	const count = list.items.length;
	if (count === 0) return false;
	if (event.key === 'ArrowDown') list.chosen = (list.chosen + 1) % count;
	else if (event.key === 'ArrowUp') list.chosen = (list.chosen + count - 1) % count;
	else if (event.key === 'Enter' || event.key === 'Tab') {
		const one = list.items[list.chosen];
		if (one) list.pick(one);
	} else return false;
	return true;
}
