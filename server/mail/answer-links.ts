import { createHmac, timingSafeEqual } from 'node:crypto';
import * as v from 'valibot';
import { LINKED_ANSWERS } from '#shared/follow-up/answers.ts';
import { idSchema, type ActionId, type DocumentId, type PersonId } from '#shared/ids.ts';

/** Milliseconds that a link works, if it is not used. */
export const ANSWER_LINK_LIFE = 14 * 86_400_000;

const payload = v.object({
	person: idSchema<PersonId>(),
	document: idSchema<DocumentId>(),
	action: idSchema<ActionId>(),
	answer: v.picklist(LINKED_ANSWERS),
	/** The same in all links of which one may be chosen; links of earlier versions have none. */
	choice: v.optional(v.pipe(v.string(), v.maxLength(80))),
	until: v.number()
});
const payloadText = v.pipe(v.string(), v.parseJson(), payload);

/** Which answer a link in a mail gives, to which action and for whom. */
export type LinkedAnswer = Omit<v.InferOutput<typeof payload>, 'until' | 'choice'> & {
	readonly choice: string;
};

/**
 * Links in mails that give an answer without signing in. They are signed (HMAC-SHA256), and valid for two weeks or until
 * one of the same choice is used. They can do only what their person may do at that moment.
 */
export class AnswerLinks {
	readonly #key: Buffer;

	/** `key` is a secret of the board; see {@link answerKey}. */
	constructor(key: Buffer) {
		this.#key = key;
	}

	/** Creates the token of a link. `now` is in milliseconds since 1970. */
	make(answer: LinkedAnswer, now = Date.now()): string {
		const text = JSON.stringify({ ...answer, until: now + ANSWER_LINK_LIFE });
		const body = Buffer.from(text).toString('base64url');
		return `${body}.${this.#sign(body).toString('base64url')}`;
	}

	/** Reads a token; undefined when its signature is wrong or it has expired. */
	read(token: string, now = Date.now()): LinkedAnswer | undefined {
		const [body = '', signature = ''] = token.split('.');
		const given = Buffer.from(signature, 'base64url');
		const right = this.#sign(body);
		if (given.length !== right.length || !timingSafeEqual(given, right)) return undefined;
		const parsed = v.safeParse(payloadText, Buffer.from(body, 'base64url').toString());
		if (!parsed.success) return undefined;
		const { until, choice = parsed.output.action, ...rest } = parsed.output;
		return until < now ? undefined : { ...rest, choice };
	}

	#sign(body: string): Buffer {
		return createHmac('sha256', this.#key).update(body).digest();
	}
}
