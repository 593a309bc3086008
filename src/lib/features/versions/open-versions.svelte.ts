import { m } from '#messages/messages.js';
import { ask, send, type Outcome } from '#lib/room/command.ts';
import {
	keepVersionContract,
	restoreVersionContract,
	versionQuestion,
	versionsQuestion
} from '#shared/commands/documents.ts';
import type { DocumentId, VersionId } from '#shared/ids.ts';
import type { AgendaItem } from '#shared/sessions/agenda-item.ts';
import { versionName } from '#shared/versions/automatic.ts';
import type { VersionText, VersionView } from '#shared/versions/version.ts';

/** State of the versions dialog for one document. */
export class OpenVersions {
	readonly #document: DocumentId;
	#list = $state.raw<readonly VersionView[]>();
	#chosen = $state<VersionId>();
	#text = $state.raw<VersionText>();
	#trouble = $state('');
	#said = $state('');
	#isBusy = $state(false);

	constructor(document: DocumentId) {
		this.#document = document;
	}

	/** Newest first; undefined until loaded. */
	get list(): readonly VersionView[] | undefined {
		return this.#list;
	}

	get chosen(): VersionView | undefined {
		return this.#list?.find(({ id }) => id === this.#chosen);
	}

	/** Text of the chosen version; undefined until loaded. */
	get text(): VersionText | undefined {
		return this.#text;
	}

	/** Error message. */
	get trouble(): string {
		return this.#trouble;
	}

	/** Success message. */
	get done(): string {
		return this.#said;
	}

	get isBusy(): boolean {
		return this.#isBusy;
	}

	/** Fetches the list, which others may have added to. Chooses the newest if none is chosen. */
	async load(): Promise<void> {
		const outcome = await ask(versionsQuestion, { document: this.#document });
		if (!outcome.ok) return this.#fail(outcome.words);
		this.#list = outcome.value.versions;
		const [newest] = this.#list;
		if (newest && !this.chosen) await this.choose(newest.id);
	}

	async choose(id: VersionId): Promise<void> {
		this.#chosen = id;
		this.#text = undefined;
		this.#trouble = '';
		const outcome = await ask(versionQuestion, { document: this.#document, version: id });
		if (this.#chosen !== id) return; // another version was chosen meanwhile
		if (outcome.ok) this.#text = outcome.value;
		else this.#fail(outcome.words);
	}

	/** Keeps the document as it is on the server now; true on success. */
	async keep(label: string): Promise<boolean> {
		const document = this.#document;
		const outcome = await this.#done(() => send(keepVersionContract, { document }, { label }));
		if (!outcome.ok) return false;
		await this.choose(outcome.value.id);
		await this.load();
		this.#said = m.versions_is_kept({ label });
		return true;
	}

	/** Makes the document, or the notes of one item, equal to the chosen version. */
	async restore(item?: Pick<AgendaItem, 'id' | 'number'>): Promise<void> {
		const { chosen } = this;
		if (!chosen) return;
		const place = { document: this.#document, version: chosen.id };
		const outcome = await this.#done(() =>
			send(restoreVersionContract, place, { do: 'restore', item: item?.id })
		);
		if (!outcome.ok) return;
		await this.load();
		const label = versionName(chosen);
		this.#said = item
			? m.versions_item_is_restored({ number: item.number, label })
			: m.versions_is_restored_the_text_of({ label });
	}

	async #done<Answer>(command: () => Promise<Outcome<Answer>>): Promise<Outcome<Answer>> {
		[this.#isBusy, this.#trouble, this.#said] = [true, '', ''];
		const outcome = await command();
		this.#isBusy = false;
		if (!outcome.ok) this.#fail(outcome.words);
		return outcome;
	}

	#fail(words: string): void {
		this.#trouble = words;
	}
}
