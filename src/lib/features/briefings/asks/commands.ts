import { send, type Outcome } from '#lib/room/command.ts';
import type { Wish } from '#shared/asks/ask.ts';
import { askContract } from '#shared/commands/asks.ts';
import type { DocumentId, RequestId } from '#shared/ids.ts';
import type { Ref } from '#shared/restrict/withheld.ts';
import type { Day } from '#shared/time/dates.ts';

/** A request as it is written. */
export interface AskDraft {
	readonly wish: Wish;
	readonly words: string;
	/** Empty for none. */
	readonly until: Day;
}

/** The commands of requests to originators. */
export const asking = {
	ask: (
		document: DocumentId,
		marker: Ref | undefined,
		{ wish, words, until }: AskDraft
	): Promise<Outcome> =>
		send(
			askContract,
			{ document },
			{ do: 'ask', ...(marker && { marker }), wish, words, ...(until && { until }) }
		),
	withdraw: (document: DocumentId, request: RequestId): Promise<Outcome> =>
		send(askContract, { document }, { do: 'withdraw', request }),
	grant: (document: DocumentId, request: RequestId): Promise<Outcome> =>
		send(askContract, { document }, { do: 'grant', request }),
	refuse: (document: DocumentId, request: RequestId, words: string): Promise<Outcome> =>
		send(askContract, { document }, { do: 'refuse', request, words }),
	sanitise: (document: DocumentId, request: RequestId, words: string): Promise<Outcome> =>
		send(askContract, { document }, { do: 'sanitise', request, words })
};
