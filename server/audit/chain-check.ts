import type { AuditFault, AuditFaultKind } from '#shared/audit/faults.ts';
import { hashOfLine, type AuditLine } from '../chain/audit-line.ts';

/** The last row of a chain. */
export interface AuditHead {
	readonly position: number;
	readonly hash: string;
}

/** Reads the rows of one chain in order, and notices what is wrong with each. Goes on after a fault from the row as it is. */
export class ChainCheck {
	readonly #chain: string;
	readonly #found: (fault: AuditFault) => void;
	#seq = 0;
	#last: AuditHead = { position: 0, hash: '' };

	constructor(chain: string, found: (fault: AuditFault) => void) {
		this.#chain = chain;
		this.#found = found;
	}

	/** The row that was read last. */
	get last(): AuditHead & { readonly seq: number } {
		return { ...this.#last, seq: this.#seq };
	}

	/** Reads the next row. */
	read(line: AuditLine): void {
		const kind = this.#faultOf(line);
		const { position, hash, seq } = line;
		if (kind) this.#found({ chain: this.#chain, position, kind });
		this.#last = { position, hash };
		this.#seq = seq;
	}

	/** Compares with the head, once the rows up to it were read. */
	end(head: AuditHead | undefined): void {
		const { position, hash } = this.#last;
		const say = (kind: AuditFaultKind, at = position) =>
			this.#found({ chain: this.#chain, position: at, kind });
		if (!head) return say('headless');
		if (head.position > position) return say('cut', position + 1);
		if (head.position < position) return say('beyond');
		if (head.hash !== hash) say('headless');
	}

	#faultOf(line: AuditLine): AuditFaultKind | undefined {
		const { position, previous, seq } = line;
		if (position === this.#last.position) return 'forked';
		if (position > this.#last.position + 1) return 'missing';
		if (previous !== this.#last.hash || seq <= this.#seq) return 'moved';
		return line.hash === hashOfLine(line) ? undefined : 'altered';
	}
}
