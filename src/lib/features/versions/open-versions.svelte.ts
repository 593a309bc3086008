import { m } from '#messages/messages.js';
import { ask, send, type Outcome } from '#lib/room/command.ts';
import {
	authorshipQuestion,
	keepVersionContract,
	restoreVersionContract,
	versionQuestion,
	versionsQuestion
} from '#shared/commands/documents.ts';
import type { DocumentId, VersionId } from '#shared/ids.ts';
import type { AgendaItem } from '#shared/sessions/agenda-item.ts';
import type { Authorship } from '#shared/versions/authorship.ts';
import { versionName } from '#shared/versions/automatic.ts';
import { NOW, type VersionText, type VersionView } from '#shared/versions/version.ts';

/** A version, or the text as it is now. */
export type Chosen = VersionId | typeof NOW;

/** State of the versions dialog for one document. */
export class OpenVersions {
	readonly #document: DocumentId;
	#list = $state.raw<readonly VersionView[]>();
	#chosen = $state<Chosen>();
	/** By version: they never change. */
	#texts = $state.raw<Readonly<Record<string, VersionText>>>({});
	#authorship = $state.raw<{ readonly of: Chosen; readonly is: Authorship }>();
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

	/** Undefined until the list is loaded, or when there is no version. */
	get chosen(): Chosen | undefined {
		return this.#chosen === NOW || this.view(this.#chosen) ? this.#chosen : undefined;
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

	/** A version of the list; undefined for the text as it is now. */
	view(chosen: Chosen | undefined): VersionView | undefined {
		return this.#list?.find(({ id }) => id === chosen);
	}

	/** The text of a version; undefined until loaded. */
	text(version: Chosen): VersionText | undefined {
		return this.#texts[version];
	}

	/** Who wrote it; undefined until loaded. */
	authorship(of: Chosen): Authorship | undefined {
		return this.#authorship?.of === of ? this.#authorship.is : undefined;
	}

	/** Fetches the list, which others may have added to. Chooses the newest if none is chosen. */
	async load(): Promise<void> {
		const outcome = await ask(versionsQuestion, { document: this.#document });
		if (!outcome.ok) return this.#fail(outcome.words);
		this.#list = outcome.value.versions;
		const [newest] = this.#list;
		if (newest && !this.chosen) await this.choose(newest.id);
	}

	async choose(chosen: Chosen): Promise<void> {
		this.#chosen = chosen;
		this.#trouble = '';
		await this.loadText(chosen);
	}

	/** Fetches the text of a version, once. */
	async loadText(version: Chosen): Promise<void> {
		if (version === NOW || this.#texts[version]) return;
		const outcome = await ask(versionQuestion, { document: this.#document, version });
		if (outcome.ok) this.#texts = { ...this.#texts, [version]: outcome.value };
		else this.#fail(outcome.words);
	}

	/** Fetches who wrote a version, or the text as it is now. */
	async loadAuthorship(of: Chosen): Promise<void> {
		if (of === NOW) this.#authorship = undefined;
		const outcome = await ask(authorshipQuestion, { document: this.#document, version: of });
		if (outcome.ok) this.#authorship = { of, is: outcome.value };
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
		const chosen = this.view(this.#chosen);
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
