// The minimum of any server: each frame goes to the other sockets of the path. No document, no check, no state.
import { createServer } from 'node:http';
import { WebSocketServer } from 'ws';
import { listen } from './listening.mjs';

const paths = new Map();
const server = createServer();

new WebSocketServer({ server }).on('connection', (socket, request) => {
	const others = paths.get(request.url) ?? new Set();
	paths.set(request.url, others.add(socket));
	socket.on('error', () => socket.terminate());
	socket.on('close', () => others.delete(socket));
	socket.on('message', (frame) => {
		for (const other of others) if (other !== socket) other.send(frame);
	});
});

listen(server);
