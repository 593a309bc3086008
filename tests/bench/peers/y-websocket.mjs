// @y/websocket-server as its own server.js starts it, in memory.
import { createServer } from 'node:http';
import { setContentInitializor, setupWSConnection } from '@y/websocket-server/utils';
import { WebSocketServer } from 'ws';
import { applyUpdate } from 'yjs';
import { listen, seed } from './listening.mjs';

if (seed) setContentInitializor(async (doc) => applyUpdate(doc, seed));

const server = createServer();
new WebSocketServer({ server }).on('connection', setupWSConnection);

listen(server);
