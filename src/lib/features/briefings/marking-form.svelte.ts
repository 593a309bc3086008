import type { SessionRoom } from '#lib/room/session-room.svelte.ts';
import type { SessionRun } from '#lib/room/session-run.svelte.ts';
import { inAudience } from '#shared/access.ts';
import type { documentContract } from '#shared/commands/documents.ts';
import type { Sent } from '#shared/commands/contract.ts';
import type { PersonId } from '#shared/ids.ts';
import { isSameAudience, movedBy, needsOriginator, seatsIn } from '#shared/marking-rights.ts';
import { cleanCaveat, markingChange } from '#shared/marking.ts';
import type { MarkingView } from '#shared/marking-view.ts';
import type { Label } from '#shared/markings.ts';
import { presentPeople } from './present-people.ts';
import { AudienceChoice } from './audience-choice.svelte.ts';

type MarkCommand = Extract<Sent<typeof documentContract>, { do: 'mark' }>;

/** A marking while it is being changed, and what the change would do. */
export class MarkingForm {
	readonly #room: SessionRoom;
	readonly #run: SessionRun;
	#view = $state.raw<MarkingView>();
	label = $state<Label>('TLP:RED');
	caveat = $state('');
	reason = $state('');
	readonly choice: AudienceChoice;

	constructor(room: SessionRoom, run: SessionRun, view: MarkingView) {
		this.#room = room;
		this.#run = run;
		this.#view = view;
		this.label = view.label;
		this.caveat = view.caveat;
		this.choice = new AudienceChoice(() => this.present, view.audience);
	}

	/** Somebody else was first: what is typed stays, and is compared with what is now. */
	looksAt(view: MarkingView): void {
		this.#view = view;
	}

	get present(): readonly PersonId[] {
		return presentPeople(this.#room, this.#run);
	}

	/** Another label was chosen. */
	labelled(label: Label): void {
		const { audience } = this.#before;
		const readers = this.#room.people.all.filter((one) => inAudience(one, audience));
		this.choice.labelled(
			label,
			readers.map(({ person }) => person)
		);
	}

	get #before(): MarkingView {
		if (!this.#view) throw new Error('a form is of a marking');
		return this.#view;
	}

	/** What it does, and to whom; undefined while nobody is chosen, or nothing would change. */
	get effect() {
		const audience = this.choice.audience(this.label);
		if (!audience) return undefined;
		const before = this.#before;
		const after = { label: this.label, audience, caveat: cleanCaveat(this.caveat) };
		const { all } = this.#room.people;
		const change = markingChange(before, after, seatsIn(all));
		const isNone = !change.lowers && !change.widens && !change.tightens;
		if (isNone && isSameAudience(before.audience, audience)) return undefined;
		const { gain, lose } = movedBy(
			all.filter(({ canSignIn }) => canSignIn),
			before.audience,
			audience
		);
		const losing = lose.filter(({ person }) => before.open.includes(person));
		const counts = { gain: gain.length, lose: lose.length, open: losing.length };
		return { ...counts, needsReason: needsOriginator(change) };
	}

	/** The command that makes the change; undefined while nobody is chosen. */
	get command(): MarkCommand | undefined {
		const { label, caveat, reason } = this;
		const audience = this.choice.asked(label);
		if (!audience) return undefined;
		return { do: 'mark', label, audience, caveat, reason, seen: this.#before.revision };
	}
}
