import { m } from '#messages/messages.js';

/** A key, and what it does. */
type Key = readonly [key: string, does: string];

export interface KeyGroup {
	readonly name: string;
	readonly keys: readonly Key[];
}

type Page = 'room' | 'register' | 'projection';

const ROUTES: Readonly<Record<string, Page>> = {
	'/(app)/sessions/[session]': 'room',
	'/(app)/actions': 'register',
	'/(screen)/sessions/[session]/projection': 'projection'
};

/** The keys of a page, those of its own first. `control` is what the key is called on this machine. */
export function keysOf(route: string | null, control: string): KeyGroup[] {
	const page = ROUTES[route ?? ''];
	if (page === 'projection') return [projection()];
	const own = {
		room: () => [room(control), agenda(), editor(control)],
		register: () => [register()]
	};
	return [...(page ? own[page]() : []), everywhere(control)];
}

const everywhere = (control: string): KeyGroup => ({
	name: m.keys_everywhere(),
	keys: [
		[m.keys_search_key({ control }), m.keys_search()],
		['?', m.keys_help()],
		['Esc', m.keys_close()]
	]
});

const room = (control: string): KeyGroup => ({
	name: m.keys_room(),
	keys: [
		['Alt N', m.keys_next_item()],
		['Alt R', m.keys_running_item()],
		['Alt Q', m.keys_floor()],
		[m.keys_session_key({ control }), m.keys_find_in_session()]
	]
});

const agenda = (): KeyGroup => ({
	name: m.room_agenda(),
	keys: [
		['↑ ↓', m.keys_agenda_walk()],
		[m.keys_alt_arrows(), m.keys_agenda_move()]
	]
});

const editor = (control: string): KeyGroup => ({
	name: m.keys_editor(),
	keys: [
		['! … Enter', m.keys_action()],
		['= … Enter', m.keys_decision()],
		['=c … Enter', m.keys_conclusion()],
		['>> … Enter', m.keys_quotation()],
		['? … Enter', m.keys_open_point()],
		['@', m.keys_mention()],
		['Tab', m.keys_mend()],
		[m.keys_find_key({ control }), m.keys_find()],
		[m.keys_undo_key({ control }), m.keys_undo()],
		['Esc', m.keys_keep_as_text()],
		[m.keys_esc_tab(), m.keys_leave_text()]
	]
});

const register = (): KeyGroup => ({
	name: m.keys_register(),
	keys: [
		[m.actions_key_down(), m.actions_key_next()],
		[m.actions_key_up(), m.actions_key_previous()],
		[m.actions_key_home_end(), m.actions_key_first_or_last()],
		['x', m.actions_key_select()],
		[m.actions_key_shift_x(), m.actions_key_select_range()],
		['e', m.actions_key_edit()],
		['/', m.keys_search_register()]
	]
});

const projection = (): KeyGroup => ({
	name: m.keys_projection(),
	keys: [
		['f', m.keys_full_screen()],
		['?', m.keys_help()]
	]
});
