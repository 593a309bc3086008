import type { AnswerQuestion } from '#shared/follow-up/answers.ts';
import { isWithin, type Label } from '#shared/markings.ts';
import { objectReference } from '#shared/numbering.ts';
import { isRefusal, refuse, type Refusal } from '#shared/refusals.ts';
import type { FollowUps } from '../follow-up/follow-ups.ts';
import { limitsOf } from '../sessions/document-limits.ts';
import type { Documents } from '../sessions/documents.ts';
import type { Database } from '../store/connect.ts';
import type { AnswerLinks, LinkedAnswer } from './answer-links.ts';
import { UsedLinks } from './used-links.ts';
import { actionNumber } from '../records/numbered.ts';

export interface AnswersOptions {
	readonly database: Database;
	readonly documents: Documents;
	readonly followUps: FollowUps;
	readonly links: AnswerLinks;
	readonly ceiling: Label;
}

/**
 * Answers given by links in mails, without signing in. The same commands, rules and audit apply as in the interface.
 */
export class Answers {
	readonly #options: AnswersOptions;
	readonly #used: UsedLinks;

	constructor(options: AnswersOptions) {
		this.#options = options;
		this.#used = new UsedLinks(options.database);
	}

	/** The question that a link opens. Changes nothing, because mail systems open links to scan them. */
	async question(token: string): Promise<AnswerQuestion | Refusal> {
		const linked = this.#options.links.read(token);
		if (!linked) return refuse('answer-link-spent');
		const row = await this.#row(linked);
		if (!row) return refuse('answer-link-spent');
		const mayTell = isWithin(row.label, this.#options.ceiling);
		return {
			reference: objectReference(row.reference, 'A', row.sequence),
			label: row.label,
			limits: (await limitsOf(this.#options.database, [linked.document])).get(linked.document),
			answer: linked.answer,
			isUsed: await this.#used.has(linked),
			status: row.status,
			text: mayTell ? row.text : undefined
		};
	}

	/** Gives the answer of a link, as its person. It is used up first, so that two at once give one answer. */
	async act(token: string, words: string): Promise<Refusal | undefined> {
		const linked = this.#options.links.read(token);
		if (!linked) return refuse('answer-link-spent');
		if (!(await this.#used.use(linked))) return refuse('answer-link-used');
		const done = await this.#give(linked, words);
		if (!isRefusal(done)) return undefined;
		await this.#used.giveBack(linked);
		return done;
	}

	#give({ person, document, action, answer }: LinkedAnswer, words: string) {
		const { followUps } = this.#options;
		const place = { document, action };
		return answer === 'accept' || answer === 'decline'
			? followUps.answer(person, place, answer, words)
			: followUps.move(person, place, { move: answer, words });
	}

	/** The action, if the person may read it now. */
	async #row({ person, document, action }: LinkedAnswer) {
		const { database, documents } = this.#options;
		if ((await documents.access(person, document)) === 'none') return undefined;
		return database
			.selectFrom('action')
			.innerJoin('document', 'document.id', 'action.document_id')
			.innerJoin('session', 'session.id', 'action.session_id')
			.innerJoin('register_number', actionNumber)
			.select(['action.text', 'action.status', 'document.label', 'session.reference'])
			.select('register_number.sequence')
			.where('action.id', '=', action)
			.where('action.document_id', '=', document)
			.where('action.void', '=', 0)
			.executeTakeFirst();
	}
}
