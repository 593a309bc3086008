import { isForEverybody, type Audience } from '#shared/access.ts';
import type { OrganisationId, PersonId } from '#shared/ids.ts';
import { EVERYBODY, type AskedAudience } from '#shared/marking-rights.ts';
import type { Label } from '#shared/markings.ts';

/** `present`: those who are there at the moment of the change, by name; only for `TLP:RED`. */
export type ReadBy = 'everybody' | 'some' | 'present';

/**
 * An audience while it is being chosen. Nobody's silence opens a document to everybody: who may read it is said. Always
 * true: under `TLP:RED` it is people and nobody else.
 */
export class AudienceChoice {
	readBy = $state<ReadBy>();
	organisations = $state.raw<readonly OrganisationId[]>([]);
	persons = $state.raw<readonly PersonId[]>([]);
	/** With those who are present, and without some of them. */
	#also = $state.raw<readonly PersonId[]>([]);
	#without = $state.raw<readonly PersonId[]>([]);
	readonly #present: () => readonly PersonId[];

	/** Chosen so far: an audience, or nothing. */
	constructor(present: () => readonly PersonId[], begin?: Audience) {
		this.#present = present;
		if (!begin) return;
		this.readBy = isForEverybody(begin) ? 'everybody' : 'some';
		this.organisations = begin.organisations;
		this.persons = begin.persons;
	}

	/** Another label was chosen, under which not everything can be. `readers` are suggested as those to name. */
	labelled(label: Label, readers: readonly PersonId[]): void {
		if (label !== 'TLP:RED') {
			if (this.readBy === 'present') this.readBy = undefined;
			return;
		}
		if (this.readBy === 'everybody') this.readBy = undefined;
		else if (this.readBy === 'some' && this.persons.length === 0) this.persons = readers;
	}

	toggleOrganisation(id: OrganisationId): void {
		this.organisations = toggled(this.organisations, id);
	}

	togglePerson(id: PersonId): void {
		if (this.readBy !== 'present') this.persons = toggled(this.persons, id);
		else if (this.#present().includes(id)) this.#without = toggled(this.#without, id);
		else this.#also = toggled(this.#also, id);
	}

	/** The people who are chosen by name, as of now. */
	get named(): readonly PersonId[] {
		if (this.readBy !== 'present') return this.persons;
		const here = this.#present().filter((one) => !this.#without.includes(one));
		return [...here, ...this.#also.filter((one) => !here.includes(one))];
	}

	/** What is asked for; undefined while nobody is chosen. */
	asked(label: Label): AskedAudience | undefined {
		if (this.readBy === 'present')
			return this.named.length > 0
				? { present: true, also: this.#also, without: this.#without }
				: undefined;
		const chosen = this.audience(label);
		return chosen && isForEverybody(chosen) ? 'everybody' : chosen;
	}

	/** The audience that it comes to, as of now; undefined while nobody is chosen. */
	audience(label: Label): Audience | undefined {
		if (this.readBy === undefined) return undefined;
		if (this.readBy === 'everybody') return EVERYBODY;
		const organisations = label === 'TLP:RED' ? [] : this.organisations;
		const chosen = { organisations, persons: this.named };
		return isForEverybody(chosen) ? undefined : chosen;
	}
}

function toggled<Id>(all: readonly Id[], one: Id): readonly Id[] {
	return all.includes(one) ? all.filter((other) => other !== one) : [...all, one];
}
