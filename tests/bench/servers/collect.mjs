// Loaded into a server with --import: on SIGUSR2 all threads collect garbage, so that only live memory remains.
import { Session } from 'node:inspector';

const session = new Session();
const threads = new Set();
const order = { id: 1, method: 'HeapProfiler.collectGarbage' };

session.connect();
session.on('NodeWorker.attachedToWorker', ({ params }) => threads.add(params.sessionId));
session.on('NodeWorker.detachedFromWorker', ({ params }) => threads.delete(params.sessionId));
session.post('NodeWorker.enable', { waitForDebuggerOnStart: false });
process.on('SIGUSR2', () => {
	session.post(order.method);
	const message = JSON.stringify(order);
	for (const sessionId of threads)
		session.post('NodeWorker.sendMessageToWorker', { sessionId, message });
});
