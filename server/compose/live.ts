import type { SessionId } from '#shared/ids.ts';
import { inLogin } from '../commands/acting-login.ts';
import type { Visit } from '../http/visitor.ts';
import { Live, type LiveOptions } from '../live/live.ts';
import type { LiveVisitor } from '../live/sockets.ts';
import type { Principal } from '../sync/connection.ts';
import { viewOf } from '../records/harvest.ts';
import type { Services } from './services.ts';

export interface LiveParts extends Pick<LiveOptions, 'allowOrigin' | 'limits'> {
	readonly services: Services;
	readonly visit: (cookie: string) => Promise<Visit>;
}

/** Builds the live channel on the services. */
export function createLive({ services, visit, allowOrigin, limits }: LiveParts): Live {
	const { attendance, comings, documents, logins, participation, projector, run, unawaited } =
		services;
	const { reads } = services;
	const readable = ({ person, login }: LiveVisitor, session: SessionId) =>
		inLogin(login, async () => {
			const reader = await participation.reader(person, session);
			return reader && (await documents.list(session, reader)).map(({ id }) => id);
		});
	return new Live({
		...{ allowOrigin, limits, readable, unawaited },
		records: async (document) => {
			// Everybody in a session has its board open.
			if ((await documents.head(document))?.kind === 'board') return undefined;
			const found = await projector.harvest(document);
			return found && viewOf(found);
		},
		onRecords: (person, documents) => reads.note(person, documents, 'records'),
		until: (login) => logins.until(login),
		visitor: async (cookie) => liveVisitor(await visit(cookie)),
		run: (session) => run.view(session),
		attendance: (session, people) => attendance.list(session, people),
		onPresence: (session, came, went) => {
			unawaited(comings.came(session, came));
			comings.went(session, went);
		}
	});
}

function liveVisitor({ visitor }: Visit): LiveVisitor | undefined {
	if (!visitor) return undefined;
	const { login, person } = visitor;
	const { code, colour } = person.organisation;
	return { person: person.id, login: login.handle, name: person.name, organisation: code, colour };
}

/** The person behind a document socket. */
export function principalOf({ visitor }: Visit): Principal | undefined {
	if (!visitor) return undefined;
	const { login, person } = visitor;
	const { code, colour } = person.organisation;
	const user = { id: person.id, name: person.name, organisation: code, colour };
	return { person: person.id, login: login.handle, user };
}
