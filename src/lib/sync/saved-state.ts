import { m } from '#messages/messages.js';

/** How safe typed text is. `changes` counts those that only this browser has. */
export type SavedState =
	| { readonly kind: 'opening' }
	/** The server cannot open the document, because what it has stored is damaged. */
	| { readonly kind: 'damaged' }
	/** The server was not reached for a while. */
	| { readonly kind: 'unreached' }
	/** What shows the text did not load, as after an update of the board. */
	| { readonly kind: 'unshown' }
	| { readonly kind: 'saved' }
	| { readonly kind: 'saving' }
	| { readonly kind: 'waiting'; readonly changes: number }
	/** The server reports that it cannot store at the moment. */
	| { readonly kind: 'unstored'; readonly changes: number }
	/** `outlives`: the changes are kept in this browser, even when the tab is closed. */
	| { readonly kind: 'offline'; readonly changes: number; readonly outlives: boolean }
	| {
			readonly kind: 'ended';
			readonly reason: 'signed-out' | 'removed' | 'refused' | 'too-large' | 'outdated';
			readonly changes: number;
	  };

/** The one line that people read about it. */
export function savedWords(state: SavedState): string {
	switch (state.kind) {
		case 'opening':
			return m.sync_opening();
		case 'damaged':
			return m.sync_damaged();
		case 'unreached':
			return m.sync_unreached();
		case 'unshown':
			return m.sync_unshown();
		case 'saved':
			return m.sync_saved();
		case 'saving':
			return m.sync_saving();
		case 'waiting':
			return m.sync_not_on_the_server_yet({ changes: m.count_changes({ count: state.changes }) });
		case 'unstored':
			return m.sync_the_server_cannot_save({
				changes: m.count_changes({ count: state.changes })
			});
		case 'offline':
			return offlineWords(state.changes, state.outlives);
		case 'ended':
			return ENDED[state.reason]();
	}
}

function offlineWords(count: number, outlives: boolean): string {
	if (count === 0) return m.sync_working_offline();
	const changes = m.count_changes({ count });
	return outlives
		? m.sync_working_offline_with_changes({ changes })
		: m.sync_working_offline_in_this_tab({ changes });
}

const ENDED = {
	'signed-out': m.sync_signed_out,
	removed: m.sync_removed,
	'too-large': m.sync_too_large,
	outdated: m.sync_outdated,
	refused: m.sync_refused
} as const;

/** The worst of several documents' states, shown by the room, with the changes of all of them. */
export function worst(states: readonly SavedState[]): SavedState {
	const order = [
		'saved',
		'opening',
		'unreached',
		'damaged',
		'unshown',
		'saving',
		'waiting',
		'unstored',
		'offline',
		'ended'
	];
	const rank = ({ kind }: SavedState) => order.indexOf(kind);
	const found = states.reduce((a, b) => (rank(b) > rank(a) ? b : a), { kind: 'saved' });
	if (!('changes' in found)) return found;
	const changes = states.reduce((sum, state) => sum + changesOf(state), 0);
	return found.kind === 'offline'
		? { ...found, changes, outlives: states.every(outlives) }
		: { ...found, changes };
}

const changesOf = (state: SavedState) => ('changes' in state ? state.changes : 0);

const outlives = (state: SavedState) =>
	state.kind !== 'offline' || state.changes === 0 || state.outlives;
