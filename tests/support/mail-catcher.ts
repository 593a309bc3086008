import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

/** A mail received. */
export interface Caught {
	readonly to: string;
	/** Everything after DATA, with quoted-printable and base64 decoded. */
	readonly text: string;
	readonly subject: string;
	readonly messageId: string;
}

type Happened = Error | undefined | void | Promise<void>;

/** Hooks into a delivery. */
export interface Moments {
	/** Awaited before the answer; an error refuses the recipient. */
	onRecipient?: () => Happened;
	/** The whole message was received. Awaited before the answer; an error refuses the message. */
	onData?: () => Happened;
	/** The 250 is on its way. */
	onAnswered?: () => void;
}

/** A real SMTP server on loopback that keeps what it receives. */
export async function catchMail(moments: Moments = {}) {
	const caught: Caught[] = [];
	const waiting = new Set<() => void>();
	const server = new SMTPServer({
		disabledCommands: ['AUTH', 'STARTTLS'],
		logger: false,
		onRcptTo: (_address, _session, done) => void happen(moments.onRecipient).then(done),
		onData(stream, session, done) {
			const chunks: Buffer[] = [];
			stream.on('data', (chunk: Buffer) => chunks.push(chunk));
			stream.on('end', () => void end());
			const end = async () => {
				const refused = await happen(moments.onData);
				if (refused) return done(refused);
				caught.push(read(Buffer.concat(chunks), session.envelope.rcptTo[0]?.address ?? ''));
				done();
				moments.onAnswered?.();
				for (const look of waiting) look();
			};
		}
	});
	server.on('error', () => undefined); // a killed client resets its connection
	server.listen(0, '127.0.0.1');
	await once(server.server, 'listening');
	const { port } = server.server.address() as AddressInfo;
	return {
		url: `smtp://127.0.0.1:${port}`,
		caught,
		moments,
		/** The first matching mail, past or future. */
		gets(wanted: (mail: Caught) => boolean = () => true): Promise<Caught> {
			return new Promise((resolve) => {
				const look = () => {
					const found = caught.find(wanted);
					if (!found) return;
					waiting.delete(look);
					resolve(found);
				};
				waiting.add(look);
				look();
			});
		},
		async close() {
			await new Promise<void>((resolve) => server.close(() => resolve()));
		}
	};
}

const happen = async (moment: (() => Happened) | undefined) => (await moment?.()) ?? undefined;

export type MailCatcher = Awaited<ReturnType<typeof catchMail>>;

function read(raw: Buffer, to: string): Caught {
	const [head = '', ...rest] = raw.toString('utf8').split('\r\n\r\n');
	const headers = head.replaceAll(/\r\n[ \t]+/g, ' ');
	const header = (name: string) =>
		new RegExp(`^${name}: (.*)$`, 'im').exec(headers)?.[1]?.trim() ?? '';
	const body = rest.join('\r\n\r\n');
	const encoding = header('Content-Transfer-Encoding').toLowerCase();
	return {
		to,
		subject: words(header('Subject')),
		messageId: header('Message-ID'),
		text:
			encoding === 'base64'
				? Buffer.from(body, 'base64').toString('utf8')
				: unquoted(body, encoding)
	};
}

function unquoted(body: string, encoding: string): string {
	if (encoding !== 'quoted-printable') return body;
	const bytes = body
		.replaceAll(/=\r\n/g, '')
		.replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
	return Buffer.from(bytes, 'latin1').toString('utf8');
}

/** Decodes the RFC 2047 encoded words of a subject. */
function words(subject: string): string {
	return subject
		.replaceAll(/\?=\s+=\?/g, '?==?')
		.replaceAll(/=\?utf-8\?([qb])\?([^?]*)\?=/gi, (_, kind: string, text: string) =>
			kind.toLowerCase() === 'b'
				? Buffer.from(text, 'base64').toString('utf8')
				: unquoted(text.replaceAll('_', ' '), 'quoted-printable')
		);
}
