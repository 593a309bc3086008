import type { SessionRoom } from '#lib/room/session-room.svelte.ts';
import { isForEverybody, type Audience } from '#shared/access.ts';
import type { DocumentId, OrganisationId, PersonId } from '#shared/ids.ts';
import { LABELS, strictest, type Label } from '#shared/markings.ts';

/** For whom files are to be: whoever may read their document, or only some of them. */
export class MarkingChoice {
	/** That of the document, and those that are stricter. */
	readonly labels: readonly Label[];
	label = $state<Label>('TLP:RED');
	isForSome = $state(false);
	organisations = $state<OrganisationId[]>([]);
	persons = $state<PersonId[]>([]);

	constructor(
		room: SessionRoom,
		document: DocumentId,
		begun?: { label: Label; audience: Audience }
	) {
		const own = room.view.documents.find(({ id }) => id === document)?.label ?? 'TLP:RED';
		this.labels = LABELS.filter((one) => strictest([own, one]) === one);
		this.label = strictest([own, begun?.label ?? own]);
		const { mine } = room.people;
		this.isForSome = begun !== undefined && !isForEverybody(begun.audience);
		const audience = this.isForSome ? begun?.audience : undefined;
		this.organisations = audience ? [...audience.organisations] : mine ? [mine] : [];
		this.persons = audience ? [...audience.persons] : [];
	}

	/** TLP:RED is for named people. */
	relabel(me: PersonId): void {
		if (this.label !== 'TLP:RED' || this.labels[0] === 'TLP:RED') return;
		this.isForSome = true;
		this.organisations = [];
		if (this.persons.length === 0) this.persons = [me];
	}

	/** As it is sent; a label that is the document's own is not said. */
	get asked(): { label?: Label; audience: 'everybody' | Audience } {
		const { label, organisations, persons, isForSome } = this;
		return {
			...(label !== this.labels[0] && { label }),
			audience: isForSome ? { organisations, persons } : 'everybody'
		};
	}

	/** False while it is for nobody. */
	get isSaid(): boolean {
		return !this.isForSome || this.organisations.length + this.persons.length > 0;
	}
}
