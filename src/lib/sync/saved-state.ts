/** What people read about the safety of their typing. `changes` counts what only this browser holds. */
export type SavedState =
	| { readonly kind: 'opening' }
	| { readonly kind: 'saved' }
	| { readonly kind: 'saving' }
	| { readonly kind: 'waiting'; readonly changes: number }
	/** The server says that it cannot store at the moment. */
	| { readonly kind: 'unstored'; readonly changes: number }
	| { readonly kind: 'offline'; readonly changes: number }
	| {
			readonly kind: 'ended';
			readonly reason: 'signed-out' | 'removed' | 'refused' | 'too-large';
			readonly changes: number;
	  };

/** The one honest line. */
export function savedWords(state: SavedState): string {
	switch (state.kind) {
		case 'opening':
			return 'Opening…';
		case 'saved':
			return 'Saved';
		case 'saving':
			return 'Saving…';
		case 'waiting':
			return `Not on the server yet (${count(state.changes)})`;
		case 'unstored':
			return `The server cannot store at the moment; keep this page open (${count(state.changes)})`;
		case 'offline':
			return state.changes > 0 ? `Working offline (${count(state.changes)})` : 'Working offline';
		case 'ended':
			return ENDED[state.reason];
	}
}

const ENDED = {
	'signed-out': 'You are signed out. Your text is still here; sign in again in another tab.',
	removed: 'This document is no longer shared with you.',
	'too-large':
		'That was more than the server takes. Copy your last words, load the page again, and paste less at once.',
	refused: 'The server refused a change. Copy your last words, then load the page again.'
} as const;

function count(changes: number): string {
	return changes === 1 ? '1 change' : `${changes} changes`;
}

/** The worst of several documents' states: what the room shows. */
export function worst(states: readonly SavedState[]): SavedState {
	const order = ['saved', 'opening', 'saving', 'waiting', 'unstored', 'offline', 'ended'];
	const rank = ({ kind }: SavedState) => order.indexOf(kind);
	return states.reduce((a, b) => (rank(b) > rank(a) ? b : a), { kind: 'saved' });
}
