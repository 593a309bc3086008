import { TECHNOLOGY_AREAS } from '#shared/board/briefing-head.ts';
import { technologyWords } from '#shared/board/head-words.ts';
import { topicOf, topicsIn } from '#shared/register/topics.ts';
import type { Records } from './records.svelte.ts';
import type { SessionRoom } from './session-room.svelte.ts';

/** The areas of technology as topics, by their names, and the topics that the records of the session have. */
export function topicsOf({ actions, decisions }: Records): Map<string, string> {
	const topics = new Map(
		TECHNOLOGY_AREAS.map((area) => [
			topicOf(area.replaceAll(/[^a-z0-9]+/gi, '-')),
			technologyWords(area)
		])
	);
	for (const { record } of [...actions, ...decisions])
		for (const topic of topicsIn(record.text)) if (!topics.has(topic)) topics.set(topic, '');
	topics.delete('');
	return topics;
}

/** The delegations and people of the session, to be mentioned. */
export function mentionablesOf({ view, people }: SessionRoom) {
	return [
		...view.delegations.map(({ organisation: { code, name } }) => ({ handle: code, name })),
		...people.all.map(({ handle, name }) => ({ handle, name }))
	];
}
