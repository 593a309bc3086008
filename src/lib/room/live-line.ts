import type { Socket } from 'socket.io-client';
import type { ClientEvents, ServerEvents } from '#shared/protocol/live.ts';
import type { Line } from '../sync/awake.ts';

/** The line of the live channel. socket.io alone believes in a silent one for 45 seconds. */
export function liveLine(socket: Socket<ServerEvents, ClientEvents>, onAnew: () => void): Line {
	let heard = 0;
	const hear = () => (heard = Date.now());
	socket.on('connect', hear);
	const layAnew = () => {
		onAnew();
		socket.disconnect().connect();
	};
	return {
		ask() {
			if (!socket.active) return false; // refused, or signed out
			if (socket.connected) socket.emit('here', hear);
			else if (socket.io.engine.readyState === 'closed') layAnew(); // it waits to try again
			return true;
		},
		heardAt: () => heard,
		layAnew: () => socket.active && layAnew()
	};
}
