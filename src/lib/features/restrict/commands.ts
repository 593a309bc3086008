import { send, type Outcome } from '#lib/room/command.ts';
import { restrictContract } from '#shared/commands/documents.ts';
import type { AgendaItemId, DocumentId, OrganisationId, PersonId } from '#shared/ids.ts';
import type { Label } from '#shared/markings.ts';
import type { LineId } from '#shared/text/line-id.ts';

/** Lines of a text, one below the other. */
export interface Lines {
	readonly document: DocumentId;
	readonly item: AgendaItemId | undefined;
	readonly ids: readonly [LineId, ...LineId[]];
}

export interface Restriction {
	readonly label: Label;
	readonly organisations: readonly OrganisationId[];
	readonly persons: readonly PersonId[];
	/** Those who may not read them are told that something is withheld. */
	readonly isTraced: boolean;
}

/** Moves lines into an annex; resolves when those who may not read them do not have them any more. */
export function restrictLines(
	{ document, item, ids }: Lines,
	restriction: Restriction
): Promise<Outcome<{ readonly annex: DocumentId }>> {
	const lines = [...ids] as [LineId, ...LineId[]];
	return send(restrictContract, { document }, { ...(item && { item }), lines, ...restriction });
}
