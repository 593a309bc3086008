import { expect, it } from 'vitest';
import { Seeded } from '../../../tests/support/seeded.ts';
import { addDays, dayIn } from '../time/dates.ts';
import { nextStageAt, stageAt, stageBegins } from './stages.ts';
import { STAGES } from './notices.ts';

const ZONES = ['Europe/Amsterdam', 'America/New_York', 'America/Sao_Paulo', 'Asia/Kolkata', 'UTC'];

it('stages begin at the start of a day in the lead’s zone, across every clock change', () => {
	const random = new Seeded(11);
	for (let tries = 0; tries < 500; tries++) {
		const zone = random.pick(ZONES);
		const due = addDays('2011-01-01', random.below(365 * 20));
		const begins = STAGES.map((stage) => stageBegins(stage, due, zone));
		expect(begins).toEqual([...begins].sort((a, b) => a - b));
		const days = begins.map((at) => dayIn(zone, new Date(at)));
		expect(days).toEqual([-3, 0, 1, 7].map((days) => addDays(due, days)));
		for (const [index, at] of begins.entries()) {
			expect(stageAt(due, zone, at)).toBe(STAGES[index]);
			expect(stageAt(due, zone, at - 1)).toBe(STAGES[index - 1]);
			expect(nextStageAt(due, zone, at - 1)).toBe(at);
		}
		expect(nextStageAt(due, zone, begins[3] ?? 0)).toBe(undefined);
	}
});
