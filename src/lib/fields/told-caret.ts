import type * as Y from 'yjs';
import type { Presence } from '../text/others-carets.ts';
import { indexBehind, type Anchor } from './places.ts';

/** The field of presence that carries a caret in a field. */
export const FIELD_CARET = 'fieldCaret';

const MOST = 100; // carets that are drawn in one field
const MOST_NAME = 80;

/** Somebody's caret as presence has it: places in the text, which stay while others write. */
export interface ToldCaret {
	/** The name of the text in its document. */
	readonly field: string;
	readonly anchor: Anchor;
	readonly head: Anchor;
}

/** Where somebody else's caret is now. */
export interface SeenCaret {
	readonly client: number;
	readonly name: string;
	readonly colour: string;
	readonly anchor: number;
	readonly head: number;
	/** Changes when the person moves it, and not when others' words push it. */
	readonly told: string;
}

/** Others' carets in a text, as far as presence makes sense. */
export function caretsIn(text: Y.Text, field: string, presence: Presence): SeenCaret[] {
	const seen: SeenCaret[] = [];
	for (const [client, state] of presence.getStates()) {
		if (client === presence.clientID || seen.length === MOST) continue;
		const told = state[FIELD_CARET];
		if (!isToldCaret(told) || told.field !== field) continue;
		const [anchor, head] = [indexBehind(text, told.anchor), indexBehind(text, told.head)];
		if (anchor === undefined || head === undefined) continue;
		const place = [told.anchor, told.head].map(({ client, clock }) => `${client}.${clock}`);
		seen.push({ client, ...lookOf(state['user']), anchor, head, told: place.join() });
	}
	return seen;
}

/** True for a caret that somebody could have told. */
export function isToldCaret(value: unknown): value is ToldCaret {
	if (typeof value !== 'object' || value === null) return false;
	const { field, anchor, head } = value as Record<string, unknown>;
	return typeof field === 'string' && isAnchor(anchor) && isAnchor(head);
}

function isAnchor(value: unknown): value is Anchor {
	if (typeof value !== 'object' || value === null) return false;
	const { client, clock } = value as Record<string, unknown>;
	return Number.isSafeInteger(client) && Number.isSafeInteger(clock) && Number(clock) >= 0;
}

/** An older server may send less of a person. */
function lookOf(user: unknown): Pick<SeenCaret, 'name' | 'colour'> {
	const { name, colour } = (user ?? {}) as Record<string, unknown>;
	return {
		name: typeof name === 'string' ? name.slice(0, MOST_NAME) : '',
		colour: typeof colour === 'string' ? colour : 'slate'
	};
}
