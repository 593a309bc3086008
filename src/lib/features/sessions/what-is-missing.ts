import { m } from '#messages/messages.js';
import type { SessionView } from '#shared/room/session-view.ts';

/** Something that a planned session lacks before it can be held, and where to mend it. */
export interface Lack {
	readonly words: string;
	readonly does: string;
	/** The part of its settings. */
	readonly part: 'people' | 'add';
}

/** What a planned session lacks: a chair who can start it, and somebody to hold it with. */
export function whatIsMissing({
	details,
	delegations
}: Pick<SessionView, 'details' | 'delegations'>): Lack[] {
	if (details.state !== 'planned') return [];
	const people = delegations.flatMap((one) => one.people);
	const chairs = people.filter(({ role }) => role === 'chair');
	const able = people.filter(({ canSignIn }) => canSignIn);
	const lacks: Lack[] = [];
	if (chairs.length === 0)
		lacks.push({
			words: m.sessions_lacks_chair(),
			does: m.sessions_name_a_chair(),
			part: 'people'
		});
	else if (!chairs.some(({ canSignIn }) => canSignIn))
		lacks.push({
			words: m.sessions_lacks_able_chair(),
			does: m.sessions_name_a_chair(),
			part: 'people'
		});
	if (able.length < 2)
		lacks.push({ words: m.sessions_lacks_people(), does: m.sessions_add_people(), part: 'add' });
	return lacks;
}
