import type { Goal } from '#lib/room/goal.svelte.ts';
import type { TextPlace } from '#lib/room/text-places.ts';
import type { Hit } from './session-search.svelte.ts';

/** Where the first match of a line is; undefined for a record that stands in no text. */
export function goalOf({ text }: TextPlace, { passage, spans }: Hit): Goal | undefined {
	if (!text) return undefined;
	const { letters, head } = passage;
	const [first] = spans;
	if (!letters || !first) return { text, head, letters: undefined };
	return { text, head, letters: { text: letters.text, head: letters.head, ...first } };
}

/** The address at which the room shows the text of a hit, or its record. */
export function addressOf({ text, item, document }: TextPlace, { passage }: Hit): string {
	const { record } = passage;
	if (!text && record) {
		const name = record.root === 'actions' ? 'action' : 'decision';
		return `?${name}=${record.id}`;
	}
	return item ? `?item=${item}` : `?document=${document}`;
}
