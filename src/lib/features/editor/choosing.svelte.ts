import { m } from '#messages/messages.js';
import { Extension, type Editor } from '@tiptap/core';
import { PluginKey } from '@tiptap/pm/state';
import { Suggestion, type SuggestionProps } from '@tiptap/suggestion';
import { mount, unmount } from 'svelte';
import { SvelteMap } from 'svelte/reactivity';
import { blockChoices } from './block-choices.ts';
import ChoiceList from './ChoiceList.svelte';
import {
	matching,
	mentionChoices,
	topicChoices,
	type Choice,
	type ChoiceListState,
	type Mentionable
} from './choices.ts';

interface ChoosingOptions {
	readonly mentionables: () => readonly Mentionable[];
	/** Topics, with a name where they have one. */
	readonly topics: () => ReadonlyMap<string, string>;
	/** Asks for whom the line is; undefined where nobody may restrict it. */
	readonly onRestrict: (() => void) | undefined;
}

const NO_TOPICS: ReadonlyMap<string, string> = new SvelteMap();

/** Offers people and organisations after @, topics after #, and what a line can become after /. */
export const Choosing = Extension.create<ChoosingOptions>({
	name: 'choosing',
	priority: 1_100,
	addOptions: () => ({ mentionables: () => [], topics: () => NO_TOPICS, onRestrict: undefined }),
	addProseMirrorPlugins() {
		const { mentionables, topics, onRestrict } = this.options;
		return [
			after('@', this.editor, m.editor_people_and_organisations(), () =>
				mentionChoices(mentionables())
			),
			after('#', this.editor, m.editor_topics(), () => topicChoices(topics())),
			after('/', this.editor, m.editor_blocks(), () => blockChoices(onRestrict))
		];
	}
});

function after(char: string, editor: Editor, name: string, all: () => Choice[]) {
	return Suggestion<Choice, Choice>({
		...{ editor, char, pluginKey: new PluginKey('choosing') },
		items: ({ query }) => matching(all(), query),
		command: ({ editor: on, range, props }) => props.put(on, range),
		render: () => popup(name)
	});
}

/** The list below the caret: arrows choose, Enter or Tab accepts, Esc leaves the text as typed. */
function popup(name: string) {
	const list = $state<ChoiceListState>({
		...{ name, items: [], chosen: 0, left: 0, top: 0, bottom: 0 },
		pick: () => undefined
	});
	let mounted: ReturnType<typeof mount> | undefined;
	const show = ({ items, command, clientRect }: SuggestionProps<Choice, Choice>) => {
		const { left = 0, top = 0, bottom = 0 } = clientRect?.() ?? {};
		Object.assign(list, { items, chosen: 0, left, top, bottom });
		list.pick = command;
	};
	return {
		onStart(props: SuggestionProps<Choice, Choice>) {
			show(props);
			// Beside the text, so that it belongs to the same part of the page.
			const target = props.editor.view.dom.closest('main') ?? document.body;
			mounted = mount(ChoiceList, { target, props: { list } });
		},
		onUpdate: show,
		onKeyDown: ({ event }: { event: KeyboardEvent }) => steer(list, event),
		onExit() {
			if (mounted) void unmount(mounted);
			mounted = undefined;
		}
	};
}

function steer(list: ChoiceListState, event: KeyboardEvent): boolean {
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
