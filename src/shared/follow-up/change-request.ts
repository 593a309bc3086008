import type { Day } from '../time/dates.ts';
import type { OrganisationId, PersonId, RequestId } from '../ids.ts';

/** What somebody asks to be changed of an agreed action; fields left out stay, null empties a field. */
export interface AskedChange {
	readonly text?: string | undefined;
	readonly leadOrganisation?: OrganisationId | null | undefined;
	readonly leadPerson?: PersonId | null | undefined;
	readonly due?: Day | null | undefined;
}

/** A change that waits for the lead organisation or those who keep the record. */
export interface ChangeRequest {
	readonly id: RequestId;
	/** Undefined if the person is gone. */
	readonly by: { readonly name: string; readonly code: string } | undefined;
	readonly change: AskedChange;
	readonly words: string;
	/** Milliseconds since 1970. */
	readonly at: number;
	/** Display names for the ids in the change. */
	readonly names: Readonly<Record<string, string>>;
}
