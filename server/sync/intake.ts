import type { PersonId } from '#shared/ids.ts';
import { CLOSE, MESSAGE, SYNC_STEP, type HeldReason } from '#shared/protocol/sync.ts';
import { typistOf } from '#shared/text/insert-head.ts';
import type { Committer } from './committer.ts';
import type { Connection } from './connection.ts';
import type { News, Verdict } from './verdict.ts';
import type { History } from './history.ts';
import type { Holding } from './holding.ts';
import type { SyncLimits } from './limits.ts';
import { deniedFrame, type UpdateMessage } from './messages.ts';
import type { Tally } from './tally.ts';

const MAX_REFUSED_WRITES = 3;
const PARTED = 5_000; // structs of a change that are decoded here to pick out some of them
const HOLE: Verdict = { kind: 'hole' };
const HEAVY: Verdict = { kind: 'heavy' };

export interface IntakeOptions {
	readonly history: History;
	readonly committer: Committer;
	readonly limits: SyncLimits;
	readonly holding: Holding;
	/** A change without what came late into lines that were taken out; undefined when nothing did, or more than one may. */
	readonly part: (news: News, from: Connection) => News | 'too-much' | undefined;
	/** Whose a client number is. */
	readonly ownerOf: (client: number) => PersonId | undefined;
	/** Whether a socket in the document goes by that number. */
	readonly isHere: (client: number) => boolean;
	readonly tally: Tally;
	/** Asks somebody for the part that their change was missing. */
	readonly ask: (connection: Connection) => void;
	/** Takes what is new. `frame` is the message in which exactly that came, if it came so. */
	readonly keep: (news: News, from: Connection, frame: Uint8Array | undefined) => void;
}

/** Decides what happens to a change: it is kept, known already, refused, or requested again [R4] [R5] [R12]. */
export class Intake {
	readonly #options: IntakeOptions;

	constructor(options: IntakeOptions) {
		this.#options = options;
	}

	/** `frame` is the message as it came. */
	take(from: Connection, message: UpdateMessage, frame: Uint8Array): void {
		const { update, isAnswer } = message;
		const { holding, part } = this.#options;
		if (isAnswer) from.asked = false;
		if (holding.hasTold(from)) return; // it has been told to open the document anew
		const judged = this.#judge(message);
		const verdict = this.#isInNameOfOthers(from, judged) ? HOLE : judged;
		if (verdict.kind === 'heavy' && from.grant.access !== 'write')
			return from.close(CLOSE.tooLarge, 'a change that is too large');
		const reason = this.#reasonToHold(from, verdict);
		const parted = reason && verdict.kind === 'new' ? part(verdict, from) : undefined;
		if (parted === 'too-much') return from.close(CLOSE.tooLarge, 'too much that came late');
		if (reason) return holding.add(from, reason, parted?.update ?? update);
		if (from.isOutdated && isAnswer) return sendForReload(from);
		if (!this.#isAllowed(from, verdict)) return;
		if (verdict.kind === 'new')
			this.#options.keep(verdict, from, canPassOn(verdict, message, frame) ? frame : undefined);
		this.#settleDebt(from, verdict, isAnswer);
	}

	#judge({ update, isAnswer }: UpdateMessage): Verdict {
		const { history, limits } = this.#options;
		if (update.length > limits.updateBytes) return HEAVY;
		const most = { read: limits.updateStructs, parted: PARTED };
		return isAnswer ? history.judgeAnswer(update, most) : history.judge(update, most);
	}

	/**
	 * What is new under the number of somebody who is here is theirs to send; from others it would take their place in the
	 * document, and their own words would count as known. Once they have sent it, it is known from others too.
	 */
	#isInNameOfOthers(from: Connection, verdict: Verdict): boolean {
		if (verdict.kind !== 'new') return false;
		const { person } = from.principal;
		const { ownerOf, isHere } = this.#options;
		return verdict.clocks.some(([client]) => {
			const typist = typistOf(client); // lines are begun under a second number
			return isHere(typist) && (ownerOf(typist) ?? person) !== person;
		});
	}

	/** Why the change is kept instead of taken. What is built on one that was cannot be taken either. */
	#reasonToHold(from: Connection, verdict: Verdict): HeldReason | undefined {
		if (verdict.kind === 'known' || verdict.kind === 'malformed') return undefined;
		if (verdict.kind === 'heavy') return 'too-large';
		const { access, holds } = from.grant;
		if (access !== 'write') return holds;
		const isFull = verdict.kind === 'new' && this.#isTooMuch(verdict);
		return this.#options.holding.reasonFor(from) ?? (isFull ? 'full' : undefined);
	}

	/** False when the change was refused, or ended the socket. */
	#isAllowed(from: Connection, verdict: Verdict): boolean {
		const { committer, limits, tally } = this.#options;
		if (verdict.kind === 'known') tally.known += 1;
		else if (verdict.kind === 'malformed')
			from.close(CLOSE.protocol, 'a change that cannot be read');
		else if (from.grant.access !== 'write') return this.#refuse(from);
		else if (committer.waitingBytes > limits.unstoredBytes)
			from.close(CLOSE.tryLater, 'too much waits to be stored');
		return !from.isClosed;
	}

	/** A document that is full can still be made smaller. */
	#isTooMuch({ update, clocks }: News): boolean {
		const { history, limits } = this.#options;
		return clocks.length > 0 && history.bytes + update.length > limits.documentBytes;
	}

	/** A reader answers our step 1 with an update that holds nothing new; only real changes count against them. */
	#refuse(from: Connection): false {
		this.#options.tally.refused += 1;
		from.send(deniedFrame('This document is read-only for you.'));
		if (++from.refusedWrites >= MAX_REFUSED_WRITES)
			from.close(CLOSE.readOnly, 'changes from a reader');
		return false;
	}

	#settleDebt(from: Connection, verdict: Verdict, isAnswer: boolean): void {
		const isWhole = verdict.kind === 'known' || (verdict.kind === 'new' && verdict.isWhole);
		if (!isWhole) {
			this.#options.tally.holes += 1;
			from.owes = true;
		} else if (isAnswer) from.owes = false;
		// An incomplete step 2 is not requested again at once: its sender has nothing more to give now.
		if (from.owes && !from.asked && !isAnswer) this.#options.ask(from);
	}
}

/** It has nothing that the document lacks. The earliest programs know only that something is against the protocol. */
function sendForReload(from: Connection): void {
	const code = from.principal.schema === undefined ? CLOSE.protocol : CLOSE.outdated;
	from.close(code, 'an earlier program: load the page again');
}

/** True when a frame is a change of exactly this, as {@link updateFrame} writes it, so that it can be passed on as it came. */
function canPassOn({ update }: News, message: UpdateMessage, frame: Uint8Array): boolean {
	if (frame[0] !== MESSAGE.sync || frame[1] !== SYNC_STEP.update || update !== message.update)
		return false;
	return update.byteOffset + update.length === frame.byteOffset + frame.length;
}
