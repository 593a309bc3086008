import { m } from '#messages/messages.js';

/** How safe typed text is. `changes` counts those that only this browser has. */
export type SavedState =
	| { readonly kind: 'opening' }
	/** The server cannot open the document, because what it has stored is damaged. */
	| { readonly kind: 'damaged' }
	| { readonly kind: 'saved' }
	| { readonly kind: 'saving' }
	| { readonly kind: 'waiting'; readonly changes: number }
	/** The server reports that it cannot store at the moment. */
	| { readonly kind: 'unstored'; readonly changes: number }
	| { readonly kind: 'offline'; readonly changes: number }
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
			return state.changes > 0
				? m.sync_working_offline_with_changes({
						changes: m.count_changes({ count: state.changes })
					})
				: m.sync_working_offline();
		case 'ended':
			return ENDED[state.reason]();
	}
}

const ENDED = {
	'signed-out': m.sync_signed_out,
	removed: m.sync_removed,
	'too-large': m.sync_too_large,
	outdated: m.sync_outdated,
	refused: m.sync_refused
} as const;

/** The worst of several documents' states, shown by the room. */
export function worst(states: readonly SavedState[]): SavedState {
	const order = [
		'saved',
		'opening',
		'damaged',
		'saving',
		'waiting',
		'unstored',
		'offline',
		'ended'
	];
	const rank = ({ kind }: SavedState) => order.indexOf(kind);
	return states.reduce((a, b) => (rank(b) > rank(a) ? b : a), { kind: 'saved' });
}
