import type { Directory } from '#shared/capture/owners.ts';
import type { OrganisationId, PersonId } from '#shared/ids.ts';
import type { Present } from '#shared/protocol/live.ts';
import type { Delegation, Participant } from '#shared/sessions/delegation.ts';

/** The participants of the open session, by delegation, and who has it open. */
export class People {
	readonly me: PersonId;
	readonly #delegations: () => readonly Delegation[];
	#present = $state.raw<readonly Present[]>([]);

	constructor(delegations: () => readonly Delegation[], me: PersonId) {
		this.#delegations = delegations;
		this.me = me;
	}

	readonly all: readonly Participant[] = $derived.by(() =>
		this.#delegations().flatMap(({ people }) => people)
	);

	/** Who has the session open now. */
	get present(): readonly Present[] {
		return this.#present;
	}

	/** The reader's delegation. */
	get mine(): OrganisationId | undefined {
		return this.person(this.me)?.organisation;
	}

	/** Replaces the list of people present. */
	arePresent(present: readonly Present[]): void {
		this.#present = present;
	}

	/** Applies a change to that list. */
	cameAndWent(came: readonly Present[], went: readonly PersonId[]): void {
		const gone = [...went, ...came.map(({ person }) => person)];
		this.#present = [...this.#present.filter(({ person }) => !gone.includes(person)), ...came];
	}

	delegation(organisation: string | undefined): Delegation | undefined {
		return this.#delegations().find((one) => one.organisation.id === organisation);
	}

	person(id: string | undefined): Participant | undefined {
		return this.all.find(({ person }) => person === id);
	}

	/** The people and organisations that a typed line can name. */
	get directory(): Directory {
		return {
			organisations: this.#delegations().map(({ organisation }) => organisation),
			persons: this.all.map(({ person, handle, name, organisation }) => ({
				...{ id: person, handle, name, organisation }
			}))
		};
	}
}
