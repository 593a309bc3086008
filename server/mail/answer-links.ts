import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import * as v from 'valibot';
import { LINKED_ANSWERS } from '#shared/follow-up/answers.ts';
import { idSchema, type ActionId, type DocumentId, type PersonId } from '#shared/ids.ts';
import type { Database } from '../store/connect.ts';

const LIFE = 14 * 86_400_000; // ms
const KEY = 'answer-links';

const payload = v.object({
	person: idSchema<PersonId>(),
	document: idSchema<DocumentId>(),
	action: idSchema<ActionId>(),
	answer: v.picklist(LINKED_ANSWERS),
	until: v.number()
});

/** What a link in a mail answers, for whom. */
export type LinkedAnswer = Omit<v.InferOutput<typeof payload>, 'until'>;

/**
 * Links that answer from a mail without a sign-in: signed (HMAC-SHA256) with a key that the board made for itself, and
 * good for two weeks. They do what their person may do at that moment, and nothing else.
 */
export class AnswerLinks {
	readonly #key: Buffer;

	constructor(key: Buffer) {
		this.#key = key;
	}

	/** With the board's own key, which is made at its first start. */
	static async open(database: Database): Promise<AnswerLinks> {
		await database
			.insertInto('secret')
			.values({ name: KEY, value: randomBytes(32).toString('base64url') })
			.onConflict((conflict) => conflict.doNothing())
			.execute();
		const { value } = await database
			.selectFrom('secret')
			.select('value')
			.where('name', '=', KEY)
			.executeTakeFirstOrThrow();
		return new AnswerLinks(Buffer.from(value, 'base64url'));
	}

	/** The token of a link. */
	make(answer: LinkedAnswer, now = Date.now()): string {
		const text = JSON.stringify({ ...answer, until: now + LIFE });
		const body = Buffer.from(text).toString('base64url');
		return `${body}.${this.#sign(body).toString('base64url')}`;
	}

	/** What a token says; undefined when it was not made here, or is too old. */
	read(token: string, now = Date.now()): LinkedAnswer | undefined {
		const [body = '', signature = ''] = token.split('.');
		const given = Buffer.from(signature, 'base64url');
		const right = this.#sign(body);
		if (given.length !== right.length || !timingSafeEqual(given, right)) return undefined;
		const parsed = v.safeParse(payload, JSON.parse(Buffer.from(body, 'base64url').toString()));
		if (!parsed.success || parsed.output.until < now) return undefined;
		const { person, document, action, answer } = parsed.output;
		return { person, document, action, answer };
	}

	#sign(body: string): Buffer {
		return createHmac('sha256', this.#key).update(body).digest();
	}
}
