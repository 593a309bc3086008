import type { RunCommand } from '#shared/commands/run.ts';

/**
 * What is pressed on the bar of a run. Live news shows the next buttons before the last command is answered, so another
 * press waits for that answer instead of being dropped. The same command again is a double click and is sent once.
 */
export class Presses {
	readonly #send: (command: RunCommand) => Promise<unknown>;
	#last = $state.raw<RunCommand>();
	#answered: Promise<unknown> = Promise.resolve();

	/** `send` resolves with the answer, at the latest when the server is given up on. */
	constructor(send: (command: RunCommand) => Promise<unknown>) {
		this.#send = send;
	}

	/** True until the last command is answered. */
	get isBusy(): boolean {
		return this.#last !== undefined;
	}

	async press(command: RunCommand): Promise<void> {
		if (this.#last && JSON.stringify(this.#last) === JSON.stringify(command)) return;
		this.#last = command;
		const answer = this.#answered.then(() => this.#send(command));
		this.#answered = answer.catch(() => undefined);
		await answer.finally(() => {
			if (this.#last === command) this.#last = undefined;
		});
	}
}
