import { ask } from '#lib/room/command.ts';
import { searchQuestion } from '#shared/commands/search.ts';
import { MOST_LETTERS, type FoundGroup } from '#shared/find/found.ts';

const AFTER_TYPING = 120; // ms

/**
 * What is found while somebody types. The last answer stays until the next one is there, and an answer to earlier words
 * is dropped.
 */
export class Finding {
	#words = $state('');
	#groups = $state.raw<readonly FoundGroup[]>([]);
	/** The words to which the groups are the answer. */
	#answered = $state('');
	#trouble = $state('');
	#timer: ReturnType<typeof setTimeout> | undefined;

	get words(): string {
		return this.#words;
	}

	set words(words: string) {
		this.#words = words.slice(0, MOST_LETTERS);
		this.#trouble = '';
		clearTimeout(this.#timer);
		if (this.#sought === '') this.#take('', []);
		else this.#timer = setTimeout(() => void this.look(), AFTER_TYPING);
	}

	get #sought(): string {
		return this.#words.trim();
	}

	get groups(): readonly FoundGroup[] {
		return this.#groups;
	}

	/** No answer to these words has come yet. */
	get isSearching(): boolean {
		return this.#sought !== this.#answered && this.#trouble === '';
	}

	/** Why nothing can be found now, in words; empty if something can. */
	get trouble(): string {
		return this.#trouble;
	}

	/** Asks at once. */
	async look(): Promise<void> {
		clearTimeout(this.#timer);
		const sought = this.#sought;
		this.#trouble = '';
		const outcome = await ask(searchQuestion, {}, { q: sought });
		if (sought !== this.#sought) return;
		if (outcome.ok) this.#take(sought, outcome.value.groups);
		else this.#trouble = outcome.words;
	}

	#take(sought: string, groups: readonly FoundGroup[]): void {
		this.#answered = sought;
		this.#groups = groups;
	}
}
