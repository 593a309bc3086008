import type { Reader, Viewer } from '#shared/access.ts';
import type { SessionId } from '#shared/ids.ts';
import { refuse, type Refusal } from '#shared/refusals.ts';
import { viewerIn, type ViewAs } from '#shared/sessions/view-as.ts';
import type { Participation } from '../sessions/participation.ts';

interface Asked {
	readonly session: SessionId;
	readonly reader: Reader;
	/** As whom the reader looks at it. */
	readonly as?: ViewAs | undefined;
}

/** All who must be able to read what is shown, and what the other is called. Refuses somebody who is not in the session. */
export async function viewersOf(
	participation: Participation,
	{ session, reader, as }: Asked
): Promise<{ readonly viewers: readonly Viewer[]; readonly name?: string } | Refusal> {
	if (!as) return { viewers: [reader] };
	const found = viewerIn(await participation.delegations(session), as);
	return found ? { viewers: [reader, found.viewer], name: found.name } : refuse('not-found');
}
