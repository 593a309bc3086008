import { m } from '#messages/messages.js';
import Gavel from '@lucide/svelte/icons/gavel';
import Hand from '@lucide/svelte/icons/hand';
import ListTodo from '@lucide/svelte/icons/list-todo';
import Paperclip from '@lucide/svelte/icons/paperclip';
import Users from '@lucide/svelte/icons/users';

/** What the right column of the room holds. */
export const PANELS = [
	{ key: 'actions', name: m.room_actions, icon: ListTodo },
	{ key: 'decisions', name: m.room_decisions, icon: Gavel },
	{ key: 'files', name: m.files_files, icon: Paperclip },
	{ key: 'floor', name: m.room_floor, icon: Hand },
	{ key: 'attendance', name: m.room_people, icon: Users }
] as const;

export type PanelKey = (typeof PANELS)[number]['key'];
