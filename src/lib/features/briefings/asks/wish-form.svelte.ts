import type { SessionRoom } from '#lib/room/session-room.svelte.ts';
import type { Wish } from '#shared/asks/ask.ts';
import type { OrganisationId } from '#shared/ids.ts';
import { LABELS, strictest, type Label } from '#shared/markings.ts';

/** What can be asked for: from a gap for oneself or one's delegation, of what one reads for others or a lower label. */
export type Choice = 'me' | 'my-delegation' | 'delegations' | 'lower' | 'sanitise';

interface About {
	readonly isGap: boolean;
	readonly isAnnex: boolean;
	readonly label: Label;
}

/** A wish while it is being chosen. */
export class WishForm {
	readonly room: SessionRoom;
	readonly #about: () => About;
	organisations = $state<OrganisationId[]>([]);
	#choice = $state<Choice>();
	#label = $state<Label>();

	constructor(room: SessionRoom, about: () => About) {
		this.room = room;
		this.#about = about;
	}

	get choices(): Choice[] {
		const { isGap, isAnnex } = this.#about();
		const cut: Choice[] = isAnnex ? ['sanitise'] : [];
		if (isGap) return ['my-delegation', 'me', ...cut];
		return ['delegations', ...(this.labels.length > 0 ? (['lower'] as const) : []), ...cut];
	}

	get choice(): Choice | undefined {
		return this.#choice ?? this.choices[0];
	}

	set choice(choice: Choice | undefined) {
		this.#choice = choice;
	}

	/** Lower than the present one. */
	get labels(): Label[] {
		const { label } = this.#about();
		return LABELS.filter((one) => one !== label && strictest([one, label]) === label);
	}

	get label(): Label | undefined {
		return this.#label ?? this.labels.at(-1);
	}

	set label(label: Label | undefined) {
		this.#label = label;
	}

	/** Undefined while nobody is chosen. */
	get wish(): Wish | undefined {
		const { choice, label, organisations } = this;
		const { me, people } = this.room;
		if (choice === 'sanitise') return { is: 'sanitise' };
		if (choice === 'lower') return label && { is: 'lower', label };
		if (choice === 'me') return { is: 'release', organisations: [], persons: [me] };
		if (choice === 'my-delegation')
			return people.mine && { is: 'release', organisations: [people.mine], persons: [] };
		return organisations.length > 0 ? { is: 'release', organisations, persons: [] } : undefined;
	}
}
