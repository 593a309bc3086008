import type { OrganisationId } from '#shared/ids.ts';
import type { Label } from '#shared/markings.ts';
import type { TypedMarking } from '#shared/restrict/typed-marking.ts';
import type { Delegation } from '#shared/sessions/delegation.ts';

const USUAL: Label = 'TLP:AMBER+STRICT';

export interface Beginning {
	readonly label: Label;
	readonly organisations: OrganisationId[];
	/** Codes that no delegation has. */
	readonly unknown: readonly string[];
}

/** For whom lines are to be, at first: for one's own delegation, and those that were typed; `TLP:RED` is for named people. */
export function beginningWith(
	delegations: readonly Delegation[],
	mine: OrganisationId | undefined,
	typed: TypedMarking | undefined
): Beginning {
	const codes = typed?.codes ?? [];
	const named = delegations.filter(({ organisation }) =>
		codes.includes(organisation.code.toUpperCase())
	);
	const ids = named.map(({ organisation }) => organisation.id);
	const known = named.map(({ organisation }) => organisation.code.toUpperCase());
	const label = typed?.label ?? USUAL;
	return {
		label,
		organisations: label === 'TLP:RED' ? [] : [...new Set([...(mine ? [mine] : []), ...ids])],
		unknown: codes.filter((code) => !known.includes(code))
	};
}
