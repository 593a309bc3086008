import type { Server, Socket } from 'socket.io';
import type { PersonId } from '#shared/ids.ts';
import type { ClientEvents, ServerEvents } from '#shared/protocol/live.ts';

/** Who is behind a socket. */
export interface LiveVisitor {
	readonly person: PersonId;
	readonly login: string;
	readonly name: string;
	readonly organisation: string;
	readonly colour: string;
}

type Nothing = Record<string, never>;
type SocketData = { visitor: LiveVisitor };

export type LiveServer = Server<ClientEvents, ServerEvents, Nothing, SocketData>;
export type LiveSocket = Socket<ClientEvents, ServerEvents, Nothing, SocketData>;

/** Some of the sockets, to be told something. */
export type Listeners = Pick<ReturnType<LiveServer['to']>, 'emit'>;
