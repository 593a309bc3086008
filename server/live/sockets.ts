import type { Server, Socket } from 'socket.io';
import type { PersonId } from '#shared/ids.ts';
import type { ClientEvents, ServerEvents } from '#shared/protocol/live.ts';

/** The person behind a socket, and their login. */
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

/** A selection of sockets to emit to. */
export type Listeners = Pick<ReturnType<LiveServer['to']>, 'emit'>;
