// Run in a child process: passes calls on to a thread, and reports the memory of the whole process. The thread may be
// stuck in native code for as long as it likes; this one goes on reporting.
import type { Calls, Question, Report } from './messages.ts';
import { standBack } from './stand-back.ts';
import { ThreadError } from './thread-error.ts';
import { Thread } from './thread.ts';

type AnyCalls = Calls<Record<string, (...given: never[]) => unknown>> &
	Record<string, (...given: never[]) => unknown>;

const REPORT = 100; // ms
standBack();
const [, , entry = '', memory = ''] = process.argv;
const thread = new Thread<AnyCalls, unknown>({
	name: 'the child process',
	entry: new URL(entry),
	isConfined: true,
	resourceLimits: { maxOldGenerationSizeMb: Number(memory) }
});

const say = (report: Report) => process.send?.(report);
const weigh = () => say({ bytes: process.memoryUsage.rss() });
const endAtOnce = () => process.kill(process.pid, 'SIGKILL'); // an ordinary exit would wait for the native code

process.on('message', (question: Question<AnyCalls>) => {
	const { id, call, given } = question;
	void thread
		.ask(call, given, { onNews: (news) => say({ id, news }) })
		.then((result) => ({ id, result }))
		.catch((error: unknown) => ({ id, failure: failureOf(error) }))
		.then((reply) => {
			weigh(); // first, because the answer decides what becomes of this process
			say(reply);
		});
});
process.on('disconnect', endAtOnce);
// Signals to the group of processes, such as Ctrl-C, are for the parent, which ends this one in its turn.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined);
setInterval(weigh, REPORT);

function failureOf(error: unknown) {
	const code = error instanceof ThreadError ? error.code : undefined;
	return { message: error instanceof Error ? error.message : String(error), code };
}
