import { LIMITS } from '#shared/limits.ts';
import { Budget } from './budget.ts';
import { networkOf } from './network.ts';

/** Somebody who tries to sign in. */
export interface Attempt {
	/** The e-mail address as it was given, in lower case; there may be no such account. */
	readonly account: string;
	/** The network address that it comes from. */
	readonly address: string;
	/** The secret of a device that has signed in to this account before; undefined for any other. */
	readonly device: string | undefined;
}

/**
 * Limits guesses without letting guesses lock anybody out. Strangers count by network, by network and account, and more
 * loosely by account over all networks, judged in this order, so that what is refused takes nothing from the next. A
 * known device of the person counts by itself only: whatever others do, it may try.
 */
export class SignInThrottle {
	readonly #devices: Budget;
	readonly #networks: Budget;
	readonly #pairs: Budget;
	readonly #accounts: Budget;

	constructor(limits: typeof LIMITS.signIn = LIMITS.signIn, now: () => number = Date.now) {
		const { keys } = limits;
		this.#devices = new Budget({ ...limits.device, keys }, now);
		this.#networks = new Budget({ ...limits.network, keys }, now);
		this.#pairs = new Budget({ ...limits.accountFromNetwork, keys }, now);
		this.#accounts = new Budget({ ...limits.account, keys }, now);
	}

	/** Whether the attempt may be made; it then counts as a wrong guess until {@link succeeded}. */
	take({ account, address, device }: Attempt): boolean {
		if (device !== undefined) return this.#devices.take(device);
		const network = networkOf(address);
		return (
			this.#networks.take(network) &&
			this.#pairs.take(pairOf(account, network)) &&
			this.#accounts.take(account)
		);
	}

	/** A whole delegation may sit behind one address; only wrong guesses count. */
	succeeded({ account, address, device }: Attempt): void {
		if (device !== undefined) return this.#devices.forget(device);
		const network = networkOf(address);
		this.#networks.giveBack(network);
		this.#pairs.forget(pairOf(account, network));
		this.#accounts.giveBack(account);
	}
}

function pairOf(account: string, network: string): string {
	return JSON.stringify([account, network]);
}
