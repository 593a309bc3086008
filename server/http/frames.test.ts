import { once } from 'node:events';
import { Duplex } from 'node:stream';
import { expect, it } from 'vitest';
import { Receiver } from 'ws';
import { framesOf } from './frames.ts';

const LENGTHS = [0, 1, 125, 126, 127, 65_535, 65_536, 200_000];

it('frames messages of any length, in order, as a WebSocket client reads them', async () => {
	const messages = LENGTHS.map((length, at) => new Uint8Array(length).fill(at + 1));
	const receiver = new Receiver({ isServer: false, binaryType: 'nodebuffer' }) as Duplex;
	const got: Buffer[] = [];
	receiver.on('message', (data: Buffer, isBinary: boolean) => isBinary && got.push(data));
	receiver.end(framesOf(messages));
	await once(receiver, 'finish');
	expect(got.map((data) => [data.length, data[0]])).toEqual(
		messages.map((message) => [message.length, message[0]])
	);
});

it('frames one array once, however many are given it', () => {
	const messages = [new Uint8Array([1, 2])];
	expect(framesOf(messages)).toBe(framesOf(messages));
	expect(framesOf([...messages])).not.toBe(framesOf(messages));
});
