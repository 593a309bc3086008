import type { Missing } from '#shared/run/closing.ts';

/** Closes the session, with a reason if it is closed although something is missing. */
type Again = (reason?: string) => Promise<string>;

/** What the record still lacks: of the item that was left last, and of the session when it is to be closed. */
export class Unfinished {
	/** What the session lacks, while whoever closes it is asked. */
	closing = $state.raw<{ readonly missing: readonly Missing[]; readonly again: Again }>();
	/** What the last item lacked, by its number. */
	left = $state.raw<{ readonly missing: readonly Missing[]; readonly item: string }>();
	isLeftShown = $state(false);

	ask(missing: readonly Missing[], again: Again): void {
		this.closing = { missing, again };
	}

	/** The session went on from an item. */
	wentOn(missing: readonly Missing[], item: string): void {
		this.left = missing.length > 0 ? { missing, item } : undefined;
	}

	/** Closes the session; the question is gone before the answer arrives. */
	close(reason: string | undefined): void {
		const again = this.closing?.again;
		this.hide();
		void again?.(reason);
	}

	hide(): void {
		this.closing = undefined;
		this.isLeftShown = false;
	}
}
