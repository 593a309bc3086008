import type { SessionRoom } from '#lib/room/session-room.svelte.ts';
import type { DocumentId, OrganisationId } from '#shared/ids.ts';
import { LABELS, strictest, type Label } from '#shared/markings.ts';
import type { TypedMarking } from '#shared/restrict/typed-marking.ts';

const USUAL: Label = 'TLP:AMBER+STRICT';

export interface Beginning {
	/** Those that are no lower than that of the text. */
	readonly labels: readonly Label[];
	readonly label: Label;
	readonly organisations: OrganisationId[];
	/** Codes that no delegation has. */
	readonly unknown: readonly string[];
}

/** For whom lines of a text are to be, at first: for one's own delegation, and those that were typed. */
export function beginningWith(
	{ view, people }: Pick<SessionRoom, 'view' | 'people'>,
	document: DocumentId,
	typed: TypedMarking | undefined
): Beginning {
	const own = view.documents.find(({ id }) => id === document)?.label ?? view.details.label;
	const label = strictest([own, typed?.label ?? USUAL]);
	const organisations = view.delegations.map(({ organisation }) => organisation);
	const codes = new Map(organisations.map(({ id, code }) => [code.toUpperCase(), id]));
	const asked = typed?.codes ?? [];
	const all = [people.mine, ...asked.map((code) => codes.get(code))];
	return {
		label,
		labels: LABELS.filter((one) => strictest([own, one]) === one),
		// TLP:RED is for named people.
		organisations: label === 'TLP:RED' ? [] : [...new Set(all.filter((id) => id !== undefined))],
		unknown: asked.filter((code) => !codes.has(code))
	};
}
