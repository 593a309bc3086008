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
const payloadText = v.pipe(v.string(), v.parseJson(), payload);

/** Which answer a link in a mail gives, to which action and for whom. */
export type LinkedAnswer = Omit<v.InferOutput<typeof payload>, 'until'>;

/**
 * Links in mails that give an answer without signing in. They are signed (HMAC-SHA256) with a key that the board
 * generated, and valid for two weeks. They can do only what their person may do at that moment.
 */
export class AnswerLinks {
	readonly #key: Buffer;

	constructor(key: Buffer) {
		this.#key = key;
	}

	/** Uses the board's own key, which is generated at the first start. */
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

	/** Creates the token of a link. `now` is in milliseconds since 1970. */
	make(answer: LinkedAnswer, now = Date.now()): string {
		const text = JSON.stringify({ ...answer, until: now + LIFE });
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
		if (!parsed.success || parsed.output.until < now) return undefined;
		const { person, document, action, answer } = parsed.output;
		return { person, document, action, answer };
	}

	#sign(body: string): Buffer {
		return createHmac('sha256', this.#key).update(body).digest();
	}
}
