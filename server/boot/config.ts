import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import * as v from 'valibot';
import { LABELS, type Label } from '#shared/markings.ts';
import { StartError } from './errors.ts';
import { liveSettings } from './live-settings.ts';
import { syncSettings } from './sync-settings.ts';
import type { LiveLimits } from '../live/limits.ts';
import type { SyncLimits } from '../sync/limits.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

/** Some variables are invalid; the message has one line for each. */
export class ConfigError extends StartError {
	override readonly name = 'ConfigError';
}

const LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
const MIN_FRAME = 65_536; // a smaller frame would refuse an ordinary paste into a briefing
const MAX_FRAME = 268_435_456; // 256 MiB: more than any document, less than would stop the process

const wholeNumber = (least: number, most: number) =>
	v.pipe(
		v.string(),
		v.regex(/^\d{1,12}$/),
		v.transform(Number),
		v.minValue(least),
		v.maxValue(most)
	);

const originOf = v.pipe(
	v.string(),
	v.url(),
	v.transform((text) => new URL(text)),
	v.check((url) => /^https?:$/.test(url.protocol) && url.href === `${url.origin}/`),
	v.transform((url) => url.origin)
);

const yesNo = v.pipe(
	v.picklist(['yes', 'no']),
	v.transform((word) => word === 'yes')
);

const variables = v.object({
	HOST: v.optional(v.pipe(v.string(), v.regex(/^[\w.:-]+$/)), '127.0.0.1'),
	PORT: v.optional(wholeNumber(0, 65_535), '3000'),
	DATA_DIR: v.optional(v.string(), './data'),
	ORIGIN: v.optional(originOf),
	TRUST_PROXY: v.optional(yesNo, 'no'),
	DEMO: v.optional(v.picklist(['auto', 'yes', 'july', 'no']), 'auto'),
	LOG_LEVEL: v.optional(v.picklist(LEVELS), 'info'),
	LOGIN_HOURS: v.optional(wholeNumber(1, 8_760), '12'),
	MAX_FRAME_BYTES: v.optional(wholeNumber(MIN_FRAME, MAX_FRAME), '8388608'),
	MAX_UNKNOWN_SOCKETS: v.optional(wholeNumber(1, 100_000), '100'),
	DRAIN_SECONDS: v.optional(wholeNumber(0, 600), '5'),
	RECORDS_PER_PERSON: v.optional(wholeNumber(10, 1_000_000), '1000'),
	EXPORT_MEMORY_MB: v.optional(wholeNumber(256, 65_536), '1024'),
	EXPORT_SECONDS: v.optional(wholeNumber(5, 3_600), '60'),
	SMTP_URL: v.optional(v.pipe(v.string(), v.regex(/^smtps?:\/\/[^\s/]+\/?$/))),
	MAIL_FROM: v.optional(
		v.pipe(v.string(), v.regex(/^([^<>"]{1,100}<[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)$/)),
		'Briefing Board <board@localhost>'
	),
	MAIL_CEILING: v.optional(v.picklist(LABELS), 'TLP:GREEN'),
	MAIL_PAUSE_SECONDS: v.optional(wholeNumber(0, 86_400), '120'),
	METRICS_TOKEN: v.optional(v.pipe(v.string(), v.regex(/^\S{16,200}$/))),
	...syncSettings.variables,
	...liveSettings.variables
});

type Variables = v.InferOutput<typeof variables>;
type Name = keyof Variables;

const EXPECTED: Record<Name, string> = {
	HOST: 'a host name or an address to listen on, such as 127.0.0.1 or 0.0.0.0',
	PORT: 'a whole number from 0 to 65535 (0 takes any free port)',
	DATA_DIR: 'a folder',
	ORIGIN: 'the public address without a path, such as https://board.example.org',
	TRUST_PROXY: 'yes or no',
	DEMO: 'auto, yes, july or no',
	LOG_LEVEL: `one of ${LEVELS.join(', ')}`,
	LOGIN_HOURS: 'a whole number of hours from 1 to 8760',
	MAX_FRAME_BYTES: `a whole number of bytes from ${MIN_FRAME} to ${MAX_FRAME}`,
	MAX_UNKNOWN_SOCKETS: 'a whole number from 1 to 100000',
	DRAIN_SECONDS: 'a whole number of seconds from 0 to 600',
	RECORDS_PER_PERSON: 'a whole number from 10 to 1000000',
	EXPORT_MEMORY_MB: 'a whole number of megabytes from 256 to 65536',
	EXPORT_SECONDS: 'a whole number of seconds from 5 to 3600',
	SMTP_URL:
		'smtp://host:port or smtps://host:port, with name:password@ before the host where needed',
	MAIL_FROM: 'an address, such as Briefing Board <board@example.org>',
	MAIL_CEILING: `one of ${LABELS.join(', ')}`,
	MAIL_PAUSE_SECONDS: 'a whole number of seconds from 0 to 86400',
	METRICS_TOKEN: 'a secret of 16 to 200 characters without spaces',
	...syncSettings.expected,
	...liveSettings.expected
};

/** The names of all variables that are read. */
export const VARIABLES: readonly string[] = Object.keys(EXPECTED);

/** The configuration. Parsed once and passed on; nothing else reads the environment. */
export interface Config {
	readonly host: string;
	/** 0 means any free port. */
	readonly port: number;
	/** An absolute path. */
	readonly dataDir: string;
	/** The public address, such as `https://board.example.org`; null when people use the listening address. */
	readonly origin: string | null;
	/** Whether cookies are `Secure`: true when the public address is https. */
	readonly secureCookies: boolean;
	/** Whether X-Forwarded-For and X-Forwarded-Proto are trusted. */
	readonly trustProxy: boolean;
	/** `july`: without the session that is made up. */
	readonly demo: 'auto' | 'yes' | 'july' | 'no';
	readonly logLevel: (typeof LEVELS)[number];
	readonly loginHours: number;
	readonly maxFrameBytes: number;
	/** Most document sockets from one address whose login is not checked yet. */
	readonly maxUnknownSockets: number;
	/** Seconds over which the sockets are closed when the board stops. */
	readonly drainSeconds: number;
	/** Most actions, decisions and conclusions of one person in a session that get a number. */
	readonly recordsPerPerson: number;
	/** What making one file may take: megabytes of the process that makes it, and milliseconds. */
	readonly rendering: { readonly memory: number; readonly time: number };
	/** Null when no mail is sent. */
	readonly smtpUrl: string | null;
	readonly mailFrom: string;
	/** Above this label a mail holds only the number and the link. */
	readonly mailCeiling: Label;
	/** Seconds during which notifications are gathered into one mail. */
	readonly mailPauseSeconds: number;
	/** The bearer token with which a program may read the metrics; null when only administrators may. */
	readonly metricsToken: string | null;
	/** The limits of the sync engine. */
	readonly sync: SyncLimits;
	/** The limits of the live channel. */
	readonly live: LiveLimits;
}

/** Parses the environment; an empty variable counts as not set. Throws a {@link ConfigError}. */
export function readConfig(env: Environment): Config {
	const given = Object.fromEntries(
		Object.entries(env).filter(([, value]) => value !== undefined && value.trim() !== '')
	);
	const result = v.safeParse(variables, given);
	if (!result.success) throw new ConfigError(complaints(result.issues, given));
	return toConfig(result.output);
}

function complaints(issues: readonly v.BaseIssue<unknown>[], given: Environment): string {
	const names = Object.keys(EXPECTED) as Name[];
	const bad = new Set(issues.map((issue) => v.getDotPath(issue)));
	return names
		.filter((name) => bad.has(name))
		.map((name) => `${name} is ${shown(name, given)}; expected ${EXPECTED[name]}.`)
		.join('\n');
}

/** Does not print the value of a variable that may contain a secret. */
function shown(name: Name, given: Environment): string {
	const isSecret = name === 'SMTP_URL' || name === 'METRICS_TOKEN';
	return isSecret ? 'not as it should be' : `"${given[name] ?? ''}"`;
}

function toConfig(read: Variables): Config {
	const origin = read.ORIGIN ?? null;
	return Object.freeze({
		host: read.HOST,
		port: read.PORT,
		dataDir: resolve(read.DATA_DIR),
		origin,
		secureCookies: origin?.startsWith('https:') ?? false,
		trustProxy: read.TRUST_PROXY,
		demo: read.DEMO,
		logLevel: read.LOG_LEVEL,
		loginHours: read.LOGIN_HOURS,
		maxFrameBytes: read.MAX_FRAME_BYTES,
		maxUnknownSockets: read.MAX_UNKNOWN_SOCKETS,
		drainSeconds: read.DRAIN_SECONDS,
		recordsPerPerson: read.RECORDS_PER_PERSON,
		rendering: { memory: read.EXPORT_MEMORY_MB, time: read.EXPORT_SECONDS * 1000 },
		smtpUrl: read.SMTP_URL ?? null,
		mailFrom: read.MAIL_FROM,
		mailCeiling: read.MAIL_CEILING,
		mailPauseSeconds: read.MAIL_PAUSE_SECONDS,
		metricsToken: read.METRICS_TOKEN ?? null,
		sync: syncSettings.limits(read),
		live: liveSettings.limits(read)
	});
}

/** The environment of the process plus the root's `.env` file, if there is one; variables that are already set win. */
export function readEnvironment(root: string): Environment {
	const file = join(root, '.env');
	if (existsSync(file)) process.loadEnvFile(file);
	return process.env;
}

/** Whether an address can only be reached from this machine. */
export function isLoopback(host: string): boolean {
	return /^(localhost|127(\.\d{1,3}){3}|::1|\[::1\]|::ffff:127(\.\d{1,3}){3})$/i.test(host);
}

/**
 * Whether to load the demo session: as configured, or by default on an empty board that only this machine can reach.
 */
export function wantsDemo(config: Config, isDataEmpty: boolean): boolean {
	if (config.demo !== 'auto') return config.demo !== 'no';
	return isDataEmpty && config.origin === null && isLoopback(config.host);
}
