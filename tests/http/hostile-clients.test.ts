import { expect, it } from 'vitest';
import { hostile } from '../bench/hostile.ts';

const SECONDS = Number(process.env.HOSTILE_SECONDS ?? 10);

// Figures belong to the bench, which does the same for longer and with more of them.
it(
	'hostile clients make nobody lose a word that was on disk, nor keep the board from starting',
	{ timeout: (SECONDS + 120) * 1_000 },
	async () => {
		const { honest, report, missing } = await hostile({ seconds: SECONDS, hostile: 6, honest: 4 });
		expect(Object.keys(report.attempts).length).toBeGreaterThan(2);
		expect(honest.words.length).toBeGreaterThan(20);
		expect(missing).toEqual([]);
	}
);
