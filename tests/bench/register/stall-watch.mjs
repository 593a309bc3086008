// Loaded into the server with --import: on SIGUSR2 prints the longest block of its event loop since the last report, and
// the most processor time that the loop's thread used without a break: the rest of a block, it waited for a processor.
import { monitorEventLoopDelay } from 'node:perf_hooks';

const RESOLUTION = 1; // ms; the histogram includes it
const TURN = 5; // ms between looks at the processor's time
const delay = monitorEventLoopDelay({ resolution: RESOLUTION });
delay.enable();

let worked = 0;
let before = process.threadCpuUsage();
setInterval(() => {
	const now = process.threadCpuUsage();
	worked = Math.max(worked, (now.user + now.system - before.user - before.system) / 1e3);
	before = now;
}, TURN).unref();

process.on('SIGUSR2', () => {
	const stall = Math.max(0, delay.max / 1e6 - RESOLUTION);
	console.log(`longest stall ${stall.toFixed(1)} ms, longest work ${worked.toFixed(1)} ms`);
	delay.reset();
	worked = 0;
});
