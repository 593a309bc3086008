import { foldText } from '../search.ts';

const TOPIC = /#([\p{L}\p{N}][\p{L}\p{N}_-]{0,39})/gu;

/** The `#topics` that a text names: folded, without their sign, each once. */
export function topicsIn(text: string): string[] {
	return [...new Set([...foldText(text).matchAll(TOPIC)].map(([, topic = '']) => topic))];
}

/** A topic as somebody wrote it, with its sign or without; empty when it is none. */
export function topicOf(text: string): string {
	const [topic] = topicsIn(`#${text.trim().replace(/^#/, '')}`);
	return topic ?? '';
}
