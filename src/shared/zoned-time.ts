import type { Day } from './dates.ts';

const DAY = 86_400_000; // ms

/**
 * The instant at which a clock in a zone shows this time of this day ("09:30"), in milliseconds since 1970. A time that
 * the clocks skip in spring is read as if they had not been put forward yet (02:30 is then 03:30); of a time that comes
 * twice in autumn it is the first.
 */
export function instantIn(timeZone: string, day: Day, clock: string): number {
	const wall = Date.parse(`${day}T${clock}:00Z`);
	const [before, after] = [offsetAt(timeZone, wall - DAY), offsetAt(timeZone, wall + DAY)];
	const candidates = [wall - before, wall - after].sort((a, b) => a - b);
	const shown = candidates.find((at) => at + offsetAt(timeZone, at) === wall);
	return shown ?? wall - before;
}

/** Making one costs more than a thousand uses of it. */
const clocks = new Map<string, Intl.DateTimeFormat>();

function clockOf(timeZone: string): Intl.DateTimeFormat {
	const known = clocks.get(timeZone);
	if (known) return known;
	const made = new Intl.DateTimeFormat('sv-SE', {
		timeZone,
		dateStyle: 'short',
		timeStyle: 'medium'
	});
	clocks.set(timeZone, made);
	return made;
}

/** Milliseconds by which clocks in a zone are ahead of UTC at an instant. */
function offsetAt(timeZone: string, at: number): number {
	const shown = clockOf(timeZone).format(at);
	return Date.parse(`${shown.replace(' ', 'T')}Z`) - Math.floor(at / 1000) * 1000;
}
