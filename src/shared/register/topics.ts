import { foldText } from '../search.ts';

const TOPIC = /#([\p{L}\p{N}][\p{L}\p{N}_-]{0,39})/gu;

/** The `#topics` in a text: folded, without the `#`, each once. */
export function topicsIn(text: string): string[] {
	return [...new Set([...foldText(text).matchAll(TOPIC)].map(([, topic = '']) => topic))];
}

/** A topic as typed, with or without `#`, folded; empty if it is not one. */
export function topicOf(text: string): string {
	const [topic] = topicsIn(`#${text.trim().replace(/^#/, '')}`);
	return topic ?? '';
}
