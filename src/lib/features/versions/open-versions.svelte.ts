import { m } from '#messages/messages.js';
import { ask, send, type Outcome } from '#lib/room/command.ts';
import {
	keepVersionContract,
	restoreVersionContract,
	versionQuestion,
	versionsQuestion
} from '#shared/commands/documents.ts';
import type { DocumentId, VersionId } from '#shared/ids.ts';
import type { VersionText, VersionView } from '#shared/versions/version.ts';

/** The versions of one document while somebody looks at them. */
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

	/** Newest first; undefined until they came. */
	get list(): readonly VersionView[] | undefined {
		return this.#list;
	}

	get chosen(): VersionView | undefined {
		return this.#list?.find(({ id }) => id === this.#chosen);
	}

	/** What the chosen one says; undefined until it came. */
	get text(): VersionText | undefined {
		return this.#text;
	}

	/** What went wrong, in words. */
	get trouble(): string {
		return this.#trouble;
	}

	/** What was done, in words. */
	get done(): string {
		return this.#said;
	}

	get isBusy(): boolean {
		return this.#isBusy;
	}

	/** Fetches the list; somebody else may have kept one. Chooses the newest while none is chosen. */
	async load(): Promise<void> {
		const outcome = await ask(versionsQuestion, { document: this.#document });
		if (!outcome.ok) return this.#fail(outcome.words);
		this.#list = outcome.value.versions;
		const [newest] = this.#list;
		if (newest && !this.chosen) await this.choose(newest.id);
	}

	/** Shows a version. */
	async choose(id: VersionId): Promise<void> {
		this.#chosen = id;
		this.#text = undefined;
		this.#trouble = '';
		const outcome = await ask(versionQuestion, { document: this.#document, version: id });
		if (this.#chosen !== id) return; // another one was chosen meanwhile
		if (outcome.ok) this.#text = outcome.value;
		else this.#fail(outcome.words);
	}

	/** Keeps the document as it is on the server now; true when that is done. */
	async keep(label: string): Promise<boolean> {
		const document = this.#document;
		const outcome = await this.#done(() => send(keepVersionContract, { document }, { label }));
		if (!outcome.ok) return false;
		await this.choose(outcome.value.id);
		await this.load();
		this.#said = m.versions_is_kept({ label });
		return true;
	}

	/** Makes the document equal to the chosen version. */
	async restore(): Promise<void> {
		const { chosen } = this;
		if (!chosen) return;
		const place = { document: this.#document, version: chosen.id };
		const outcome = await this.#done(() => send(restoreVersionContract, place, { do: 'restore' }));
		if (!outcome.ok) return;
		await this.load();
		this.#said = m.versions_is_restored_the_text_of({ label: chosen.label });
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
