// Loaded into the server with --import: on SIGUSR2 prints the longest block of its event loop since the last report.
import { monitorEventLoopDelay } from 'node:perf_hooks';

const RESOLUTION = 1; // ms; the histogram includes it
const delay = monitorEventLoopDelay({ resolution: RESOLUTION });
delay.enable();
process.on('SIGUSR2', () => {
	console.log(`longest stall ${Math.max(0, delay.max / 1e6 - RESOLUTION).toFixed(1)} ms`);
	delay.reset();
});
