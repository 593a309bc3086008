import { expect, it } from 'vitest';
import { newId, type AgendaItemId } from '#shared/ids.ts';
import type { RunCommand } from '#shared/commands/run.ts';
import { Presses } from './presses.svelte.ts';

const CLOSE: RunCommand = { do: 'close' };
const next = (from?: AgendaItemId): RunCommand => ({ do: 'next', from });

/** Presses with a server that answers when it is told to. */
function presses() {
	const sent: RunCommand[] = [];
	const answers: PromiseWithResolvers<unknown>[] = [];
	const bar = new Presses((command) => {
		sent.push(command);
		const answer = Promise.withResolvers<unknown>();
		answers.push(answer);
		return answer.promise;
	});
	return { bar, sent, answers };
}

it('sends a press that comes before the answer to the last one, after that answer', async () => {
	const { bar, sent, answers } = presses();
	const item = newId<AgendaItemId>();
	const moved = bar.press(next(item));
	const closed = bar.press(CLOSE);
	await Promise.resolve();
	expect(sent).toEqual([next(item)]);
	answers[0]?.resolve('');
	await moved;
	expect(bar.isBusy).toBe(true);
	await expect.poll(() => sent).toEqual([next(item), CLOSE]);
	answers[1]?.resolve('');
	await closed;
	expect(bar.isBusy).toBe(false);
});

it('sends a double click once, but the same button for the next item again', async () => {
	const { bar, sent, answers } = presses();
	const [first, second] = [newId<AgendaItemId>(), newId<AgendaItemId>()];
	const all = [bar.press(next(first)), bar.press(next(first)), bar.press(next(second))];
	await Promise.resolve();
	answers[0]?.resolve('');
	await expect.poll(() => sent).toEqual([next(first), next(second)]);
	answers[1]?.resolve('');
	await Promise.all(all);
	expect(bar.isBusy).toBe(false);
});

it('goes on after a command that failed', async () => {
	const { bar, sent, answers } = presses();
	const failed = bar.press({ do: 'start' });
	const closed = bar.press(CLOSE);
	await Promise.resolve();
	answers[0]?.reject(new Error('failed'));
	await expect(failed).rejects.toThrow('failed');
	await expect.poll(() => sent).toEqual([{ do: 'start' }, CLOSE]);
	answers[1]?.resolve('');
	await closed;
	expect(bar.isBusy).toBe(false);
});
