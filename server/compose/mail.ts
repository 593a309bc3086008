import type { Config } from '../boot/config.ts';
import type { Log } from '../boot/log.ts';
import { answerKey } from '../mail/answer-key.ts';
import { AnswerLinks } from '../mail/answer-links.ts';
import { Answers } from '../mail/answers.ts';
import { Mails } from '../mail/mails.ts';
import { smtpTransport } from '../mail/transport.ts';
import type { Services } from './services.ts';

export interface MailParts {
	readonly config: Config;
	readonly log: Log;
	readonly services: Services;
	/** The board's own address, for links. */
	readonly address: () => string;
}

/** Mail, if an SMTP server is configured, and the answers given through links in mails, earlier ones included. */
export async function createMail({ config, log, services, address }: MailParts) {
	const links = new AnswerLinks(await answerKey(services.database, config.dataDir));
	const ceiling = config.mailCeiling;
	const mails =
		config.smtpUrl === null
			? undefined
			: new Mails({
					...services,
					...{ address, ceiling, links, log, from: config.mailFrom },
					transport: smtpTransport(config.smtpUrl, config.mailFrom),
					pause: config.mailPauseSeconds * 1000
				});
	return { mails, answers: new Answers({ ...services, ceiling, links }) };
}
