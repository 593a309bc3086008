import { Readable } from 'node:stream';
import MailComposer from 'nodemailer/lib/mail-composer';
import SMTPConnection from 'nodemailer/lib/smtp-connection';

const PATIENCE = 20_000; // ms for a connection, a greeting, and silence in between

interface Message {
	readonly to: string;
	readonly subject: string;
	readonly text: string;
	/** Stays the same however often it is tried, so that mail systems can tell a second copy. */
	readonly messageId: string;
}

/** What became of a message. `unsure`: it was handed over, and the answer never came. */
type Delivery = 'sent' | 'unsure' | 'refused' | 'later';

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

/**
 * Mail over SMTP. `url` is `smtp://` or `smtps://`, with name and password where the server wants them. The connection is
 * driven here and not by nodemailer's transport, which reads a message to its end before the server has asked for it.
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

/** Connects, signs in where the address says how, and sends. Rejects with what the server or the line says. */
function talk(connection: SMTPConnection, url: string, envelope: Envelope, body: Readable) {
	const { username, password } = new URL(url);
	const credentials = { user: decodeURIComponent(username), pass: decodeURIComponent(password) };
	return new Promise<void>((resolve, reject) => {
		const or = (next: () => void) => (error?: Error | null) => (error ? reject(error) : next());
		const send = () => connection.send(envelope, body, or(resolve));
		connection.on('error', reject); // for as long as it lives: an error that nobody hears ends the process
		connection.connect(or(() => (username ? connection.login({ credentials }, or(send)) : send())));
	});
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
