import { Readable } from 'node:stream';
import MailComposer from 'nodemailer/lib/mail-composer';
import SMTPConnection from 'nodemailer/lib/smtp-connection';

const PATIENCE = 20_000; // ms: timeout of connecting, of the greeting and of inactivity

interface Message {
	readonly to: string;
	readonly subject: string;
	readonly text: string;
	/** The same on every retry, so that mail systems recognise a duplicate. */
	readonly messageId: string;
}

/** The result of sending. `unsure`: the message was handed over, but no answer came. `later`: retry. */
type Delivery = 'sent' | 'unsure' | 'refused' | 'later';

export interface Transport {
	/**
	 * Sends a message. `handingOver` is awaited when all of the message but the final dot was written: until then no
	 * server has accepted it (RFC 5321 §4.1.1.4), afterwards one may have.
	 */
	send(
		message: Message,
		handingOver: () => Promise<void>
	): Promise<{ result: Delivery; why: string }>;
	close(): void;
}

/**
 * Mail over SMTP. `url` is `smtp://` or `smtps://`, with user and password if the server needs them. Does not use
 * nodemailer's transport, because that reads a message to its end before the server has asked for it.
 */
export function smtpTransport(url: string, from: string): Transport {
	const open = new Set<SMTPConnection>();
	return {
		async send(message, handingOver) {
			const bytes = await encode(from, message);
			let isHandedOver = false;
			const body = Readable.from(
				(async function* () {
					yield bytes;
					await handingOver();
					isHandedOver = true;
				})(),
				{ objectMode: false }
			);
			const connection = new SMTPConnection(optionsOf(url));
			open.add(connection);
			try {
				await talk(connection, url, { from: addressOf(from), to: [message.to] }, body);
				return { result: 'sent', why: '' };
			} catch (error) {
				return { result: judge(error, isHandedOver), why: String(error) };
			} finally {
				open.delete(connection);
				connection.close();
			}
		},
		close: () => open.forEach((connection) => connection.close())
	};
}

function encode(from: string, { to, subject, text, messageId }: Message): Promise<Buffer> {
	const headers = { 'Auto-Submitted': 'auto-generated' };
	return new MailComposer({ from, to, subject, text, messageId, headers }).compile().build();
}

function optionsOf(url: string) {
	const { hostname, port, protocol } = new URL(url);
	const patience = {
		connectionTimeout: PATIENCE,
		greetingTimeout: PATIENCE,
		socketTimeout: PATIENCE
	};
	const secure = protocol === 'smtps:';
	return { host: hostname, ...(port && { port: Number(port) }), secure, ...patience };
}

interface Envelope {
	readonly from: string;
	readonly to: string[];
}

/**
 * Connects, authenticates if the URL has credentials, and sends. Rejects with the error of the server or connection.
 */
function talk(connection: SMTPConnection, url: string, envelope: Envelope, body: Readable) {
	const { username, password } = new URL(url);
	const credentials = { user: decodeURIComponent(username), pass: decodeURIComponent(password) };
	return new Promise<void>((resolve, reject) => {
		const or = (next: () => void) => (error?: Error | null) => (error ? reject(error) : next());
		const send = () => connection.send(envelope, body, or(resolve));
		connection.on('error', reject); // kept for the whole connection: an unhandled error event would end the process
		connection.connect(or(() => (username ? connection.login({ credentials }, or(send)) : send())));
	});
}

/** An error answer of the server is definite; no answer after the final dot leaves it unsure. */
function judge(error: unknown, isHandedOver: boolean): Delivery {
	const { responseCode: code } = error as { responseCode?: number };
	if (code === undefined) return isHandedOver ? 'unsure' : 'later';
	return code >= 500 ? 'refused' : 'later';
}

/** `board@example.org` from `Briefing Board <board@example.org>`. */
export function addressOf(from: string): string {
	return /<([^<>]+)>/.exec(from)?.[1] ?? from;
}
