import { parentPort } from 'node:worker_threads';
import type { RenderOrder } from '#server/export/worker.ts';

/** A render thread that crashes on every Markdown order and answers all others with their format. */
parentPort?.on('message', ({ format }: RenderOrder) => {
	if (format === 'md') process.exit(1);
	const bytes = new TextEncoder().encode(format);
	parentPort?.postMessage({ news: 'progress', stage: 'Half way', done: 0.5 });
	parentPort?.postMessage({ news: 'ready', bytes });
});
