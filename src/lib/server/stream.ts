import { AsyncLocalStorage } from 'node:async_hooks';

/** Streams text, reading only as fast as the client downloads, for whoever asked for it. */
export function streamOf(text: AsyncGenerator<string>): ReadableStream<Uint8Array> {
	const encoder = new TextEncoder();
	// The network, which asks for more, does so in nobody's login.
	const asAsked = AsyncLocalStorage.snapshot();
	return new ReadableStream({
		async pull(controller) {
			const next = await asAsked(() => text.next());
			if (next.done) controller.close();
			else controller.enqueue(encoder.encode(next.value));
		},
		async cancel() {
			await text.return(undefined);
		}
	});
}
