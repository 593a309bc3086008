import { Readable } from 'node:stream';
import nodemailer from 'nodemailer';
import MailComposer from 'nodemailer/lib/mail-composer';

const PATIENCE = 20_000; // ms for a connection, a greeting, and silence in between

export interface Message {
	readonly to: string;
	readonly subject: string;
	readonly text: string;
	/** Stays the same however often it is tried, so that mail systems can tell a second copy. */
	readonly messageId: string;
}

/** What became of a message. `unsure`: it was handed over, and the answer never came. */
export type Delivery = 'sent' | 'unsure' | 'refused' | 'later';

export interface Transport {
	/**
	 * Sends a message. `handingOver` is awaited after all of the message but its last dot was written: until then no mail
	 * server has it (RFC 5321 §4.1.1.4), afterwards it may.
	 */
	send(
		message: Message,
		handingOver: () => Promise<void>
	): Promise<{ result: Delivery; why: string }>;
	close(): void;
}

/** Mail over SMTP. `url` is `smtp://` or `smtps://`, with name and password where the server wants them. */
export function smtpTransport(url: string, from: string): Transport {
	const smtp = nodemailer.createTransport(url, {});
	const options = {
		connectionTimeout: PATIENCE,
		greetingTimeout: PATIENCE,
		socketTimeout: PATIENCE
	};
	Object.assign(smtp.options, options);
	return {
		async send({ to, subject, text, messageId }, handingOver) {
			const mail = {
				from,
				to,
				subject,
				text,
				messageId,
				headers: { 'Auto-Submitted': 'auto-generated' }
			};
			const bytes = await new MailComposer(mail).compile().build();
			let isHandedOver = false;
			const raw = Readable.from(
				(async function* () {
					yield bytes;
					await handingOver();
					isHandedOver = true;
				})(),
				{ objectMode: false }
			);
			try {
				await smtp.sendMail({ envelope: { from: addressOf(from), to }, raw });
				return { result: 'sent', why: '' };
			} catch (error) {
				return { result: judge(error, isHandedOver), why: String(error) };
			}
		},
		close: () => smtp.close()
	};
}

/** An answer of the server is certain, whatever it is; silence after the last dot is not. */
function judge(error: unknown, isHandedOver: boolean): Delivery {
	const { responseCode: code } = error as { responseCode?: number };
	if (code === undefined) return isHandedOver ? 'unsure' : 'later';
	return code >= 500 ? 'refused' : 'later';
}

/** `board@example.org` of `Briefing Board <board@example.org>`. */
export function addressOf(from: string): string {
	return /<([^<>]+)>/.exec(from)?.[1] ?? from;
}
