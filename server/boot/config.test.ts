import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseEnv } from 'node:util';
import { describe, expect, it } from 'vitest';
import { ConfigError, isLoopback, readConfig, VARIABLES, wantsDemo } from './config.ts';
import { ROOT } from './root.ts';
import { DEFAULT_LIVE_LIMITS } from '../live/limits.ts';
import { DEFAULT_LIMITS } from '../sync/limits.ts';

const complaintAbout = (env: Record<string, string>): string => {
	try {
		readConfig(env);
	} catch (error) {
		if (error instanceof ConfigError) return error.message;
		throw error;
	}
	return '';
};

describe('readConfig', () => {
	it('has a default for every variable', () => {
		expect(readConfig({})).toEqual({
			host: '127.0.0.1',
			port: 3000,
			dataDir: resolve('data'),
			origin: null,
			secureCookies: false,
			trustProxy: false,
			demo: 'auto',
			logLevel: 'info',
			loginHours: 12,
			recordsPerPerson: 1_000,
			maxFrameBytes: 8_388_608,
			maxUnknownSockets: 100,
			drainSeconds: 5,
			rendering: { memory: 1024, time: 60_000 },
			metricsToken: null,
			smtpUrl: null,
			mailFrom: 'Briefing Board <board@localhost>',
			mailCeiling: 'TLP:GREEN',
			mailPauseSeconds: 120,
			sync: DEFAULT_LIMITS,
			live: DEFAULT_LIVE_LIMITS
		});
	});

	it('reads every variable', () => {
		const config = readConfig({
			HOST: '::1',
			PORT: '0',
			DATA_DIR: 'elsewhere',
			ORIGIN: 'https://board.example.org/',
			TRUST_PROXY: 'yes',
			DEMO: 'no',
			LOG_LEVEL: 'silent',
			LOGIN_HOURS: '8',
			MAX_FRAME_BYTES: '65536'
		});
		expect(config).toMatchObject({ host: '::1', port: 0, dataDir: resolve('elsewhere') });
		expect(config).toMatchObject({ origin: 'https://board.example.org', secureCookies: true });
		expect(config).toMatchObject({ trustProxy: true, demo: 'no', logLevel: 'silent' });
		expect(config).toMatchObject({ loginHours: 8, maxFrameBytes: 65_536 });
	});

	it('reads exactly the variables of .env.example, with the defaults given there', () => {
		const example = parseEnv(readFileSync(join(ROOT, '.env.example'), 'utf8'));
		expect(Object.keys(example).sort()).toEqual([...VARIABLES].sort());
		expect(readConfig(example)).toEqual(readConfig({}));
	});

	it('treats an empty variable as not set', () => {
		expect(readConfig({ ORIGIN: '', PORT: ' ' })).toMatchObject({ origin: null, port: 3000 });
	});

	it('returns a frozen configuration', () => {
		expect(Object.isFrozen(readConfig({}))).toBe(true);
	});

	it('reports the variable, its value and what is expected', () => {
		expect(complaintAbout({ PORT: 'http' })).toBe(
			'PORT is "http"; expected a whole number from 0 to 65535 (0 takes any free port).'
		);
	});

	it('reports one line for each bad variable', () => {
		const lines = complaintAbout({ DEMO: 'perhaps', PORT: '70000', TRUST_PROXY: '1' }).split('\n');
		expect(lines.map((line) => line.split(' ')[0])).toEqual(['PORT', 'TRUST_PROXY', 'DEMO']);
	});

	it.each(['board.example.org', 'https://board.example.org/app', 'ftp://a.example', 'x:'])(
		'refuses %s as the public address',
		(origin) => expect(complaintAbout({ ORIGIN: origin })).toContain(`ORIGIN is "${origin}"`)
	);

	it.each(['-1', '1.5', '1e3', '0x10'])('refuses %s as a number', (port) => {
		expect(complaintAbout({ PORT: port })).toContain(`PORT is "${port}"`);
	});
});

describe('isLoopback', () => {
	it.each(['127.0.0.1', '127.9.9.9', 'localhost', '::1', '::ffff:127.0.0.1'])(
		'is true for %s',
		(host) => expect(isLoopback(host)).toBe(true)
	);

	it.each(['0.0.0.0', '::', '192.168.1.4', 'localhost.example.org', '127.0.0.1.example.org'])(
		'is false for %s',
		(host) => expect(isLoopback(host)).toBe(false)
	);
});

describe('wantsDemo', () => {
	it('is true by default only for an empty board that no other machine can reach', () => {
		expect(wantsDemo(readConfig({}), true)).toBe(true);
		expect(wantsDemo(readConfig({}), false)).toBe(false);
		expect(wantsDemo(readConfig({ HOST: '0.0.0.0' }), true)).toBe(false);
		expect(wantsDemo(readConfig({ ORIGIN: 'https://board.example.org' }), true)).toBe(false);
	});

	it('follows DEMO when it is set', () => {
		expect(wantsDemo(readConfig({ DEMO: 'yes', HOST: '0.0.0.0' }), false)).toBe(true);
		expect(wantsDemo(readConfig({ DEMO: 'no' }), true)).toBe(false);
	});
});
