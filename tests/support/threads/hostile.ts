import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import type { RenderCalls, RenderNews } from '#server/export/worker.ts';
import { answerQuestions } from '#server/threads/answer.ts';

const SECRET = import.meta.resolve('../../../README.md');
const kept: Buffer[] = [];

/** Why something is forbidden, or that it is not. */
const attempt = async (deed: () => unknown) => {
	try {
		await deed();
		return 'allowed';
	} catch (error) {
		return error instanceof Error && 'code' in error ? String(error.code) : String(error);
	}
};

const dial = () =>
	new Promise((resolve, reject) =>
		connect(9, '127.0.0.1').on('connect', resolve).on('error', reject)
	);

/**
 * A renderer that has been taken over: for PDF it takes memory without end, for Word it works without end, for Markdown
 * it ends its process, and for a web page it tells what it can reach.
 */
answerQuestions<RenderCalls, RenderNews>(async ({ given: [, format] }) => {
	if (format === 'pdf') for (;;) kept.push(Buffer.alloc(2 ** 24, 1));
	if (format === 'docx') for (;;);
	if (format === 'md') process.kill(process.pid, 'SIGKILL');
	if (format === 'json') return new TextEncoder().encode(format);
	const found = {
		file: await attempt(() => readFileSync(new URL(SECRET))),
		network: await attempt(dial),
		program: await attempt(() => execFileSync(process.execPath, ['--version'])),
		settings: Object.keys(process.env).filter((name) => name !== 'NODE_COMPILE_CACHE')
	};
	return new TextEncoder().encode(JSON.stringify(found));
});
