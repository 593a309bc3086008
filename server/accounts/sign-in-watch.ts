import type { PersonId } from '#shared/ids.ts';
import { LIMITS } from '#shared/limits.ts';
import type { Audit } from '../commands/audit.ts';
import { Budget } from './budget.ts';
import type { SignInOutcome } from './credentials.ts';
import { networkOf } from './network.ts';

export interface SignInWatchOptions {
	readonly audit: Audit;
	readonly log: { warn(details: object, message: string): void };
	readonly count: (outcome: SignInOutcome) => void;
	/** Takes work that nobody awaits. */
	readonly unawaited: (work: Promise<unknown>) => void;
}

const MINUTE = 60_000; // ms

/**
 * Tells operators of attempts to sign in. All are counted; a wrong password for an existing account is audited; refusals
 * are logged, as many in a minute as somebody can read. An e-mail address that nobody has is written nowhere: it may be
 * a password typed into the wrong field.
 */
export class SignInWatch {
	readonly #options: SignInWatchOptions;
	readonly #lines = new Budget({ points: LIMITS.signIn.logged, window: MINUTE, keys: 1 });

	constructor(options: SignInWatchOptions) {
		this.#options = options;
	}

	/** Call after every attempt. */
	attempted(
		outcome: SignInOutcome,
		{ person, address }: { readonly person: PersonId | undefined; readonly address: string }
	): void {
		const { audit, count, log, unawaited } = this.#options;
		count(outcome);
		if (outcome === 'done') return;
		if (this.#lines.take('lines'))
			log.warn({ outcome, person, network: networkOf(address) }, 'a sign-in was refused');
		if (person && outcome === 'wrong-password')
			unawaited(
				audit.record({
					...{ person: undefined, session: undefined, command: 'login.start', outcome },
					detail: { account: person }
				})
			);
	}
}
