import type { DocumentId, FileId } from '#shared/ids.ts';
import { sendFile, type FileSaid } from './send-file.ts';

/** One file that somebody chose to attach, what they say of it, and how far it is. */
export class Sending {
	readonly file: File;
	/** What a picture shows. */
	alt = $state('');
	isDecorative = $state(false);
	/** From 0 to 1; undefined while it is not on its way. */
	progress = $state<number>();
	/** Why it was not taken. */
	trouble = $state('');
	/** Set once the server has it. */
	id = $state<FileId>();
	#abort: AbortController | undefined;

	constructor(file: File) {
		this.file = file;
	}

	get isPicture(): boolean {
		return this.file.type.startsWith('image/');
	}

	/** Resolves to whether the server has it. */
	async send(
		document: DocumentId,
		said: Pick<FileSaid, 'place' | 'label' | 'audience'>
	): Promise<boolean> {
		this.#abort = new AbortController();
		[this.progress, this.trouble] = [0, ''];
		const { alt, isDecorative, file } = this;
		const outcome = await sendFile({
			...{ document, file, signal: this.#abort.signal },
			said: { ...said, name: file.name, alt: isDecorative ? '' : alt, isDecorative },
			onProgress: (part) => (this.progress = part)
		});
		this.progress = undefined;
		if (outcome.ok) this.id = outcome.value.file;
		else this.trouble = outcome.words;
		return outcome.ok;
	}

	/** Breaks it off. */
	cancel(): void {
		this.#abort?.abort();
	}
}
