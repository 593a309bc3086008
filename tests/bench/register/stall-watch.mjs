// Loaded into the server with --import: says on SIGUSR2 how long its event loop was held at most since it said so last.
import { monitorEventLoopDelay } from 'node:perf_hooks';

const RESOLUTION = 1; // ms; the histogram counts it in
const delay = monitorEventLoopDelay({ resolution: RESOLUTION });
delay.enable();
process.on('SIGUSR2', () => {
	console.log(`longest stall ${Math.max(0, delay.max / 1e6 - RESOLUTION).toFixed(1)} ms`);
	delay.reset();
});
