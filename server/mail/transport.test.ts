import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { afterEach, expect, it } from 'vitest';
import { smtpTransport } from './transport.ts';

const servers: SMTPServer[] = [];
const odd: (() => void)[] = [];
afterEach(async () => {
	for (const close of odd.splice(0)) close();
	for (const server of servers.splice(0))
		await new Promise<void>((resolve) => server.close(() => resolve()));
});

const message = { to: 'a@example.org', subject: 'x', text: '.\r\n.a line\n', messageId: '<1@b>' };

/** A server that accepts one user. */
async function strictServer(): Promise<{ port: number; texts: string[] }> {
	const texts: string[] = [];
	const server = new SMTPServer({
		...{ allowInsecureAuth: true, disabledCommands: ['STARTTLS'], logger: false },
		onAuth: ({ username, password }, _session, done) =>
			username === 'board' && password === 'p@ss word'
				? done(null, { user: 'board' })
				: done(Object.assign(new Error('no'), { responseCode: 535 })),
		onData(stream, _session, done) {
			let text = '';
			stream.on('data', (chunk: Buffer) => (text += chunk.toString()));
			stream.on('end', () => {
				texts.push(text);
				done();
			});
		}
	});
	server.on('error', () => undefined);
	servers.push(server);
	server.listen(0, '127.0.0.1');
	await once(server.server, 'listening');
	return { port: (server.server.address() as AddressInfo).port, texts };
}

it('authenticates, and calls handingOver once, before the server answers', async () => {
	const { port, texts } = await strictServer();
	const transport = smtpTransport(`smtp://board:p%40ss%20word@127.0.0.1:${port}`, 'b@example.org');
	const heard: number[] = [];
	const sent = await transport.send(message, async () => void heard.push(texts.length));
	expect(sent.result).toBe('sent');
	expect(heard).toEqual([0]);
	expect(texts[0]).toContain('\r\n.\r\n.a line');
});

it('distinguishes refused credentials from an unreachable server', async () => {
	const { port } = await strictServer();
	const never = () => Promise.reject(new Error('nothing was handed over'));
	const wrong = smtpTransport(`smtp://board:wrong@127.0.0.1:${port}`, 'b@example.org');
	expect((await wrong.send(message, never)).result).toBe('refused');
	const nobody = smtpTransport('smtp://127.0.0.1:1', 'b@example.org');
	expect((await nobody.send(message, never)).result).toBe('later');
});

/** A TCP server that calls the function for each connection. */
async function oddServer(onConnection: (socket: Socket) => void): Promise<string> {
	const server = createServer((socket) => {
		socket.on('error', () => undefined);
		onConnection(socket);
	});
	odd.push(() => server.close());
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	return `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

it('retries later when a server hangs up before its greeting', async () => {
	const never = () => Promise.reject(new Error('nothing was handed over'));
	const mute = smtpTransport(await oddServer((socket) => socket.end()), 'b@example.org');
	expect((await mute.send(message, never)).result).toBe('later');
});
