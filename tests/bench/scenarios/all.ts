import { durability } from './durability.ts';
import { joins } from './joins.ts';
import { memory } from './memory.ts';
import { presence } from './presence.ts';
import type { Scenario } from './scenario.ts';
import { runningSession } from './running-session.ts';
import { slowReader } from './slow-reader.ts';
import { documents, fanOut, fanOutHot, polling } from './typing.ts';

export const SCENARIOS: readonly Scenario[] = [
	fanOut,
	fanOutHot,
	documents,
	polling,
	joins,
	presence,
	durability,
	slowReader,
	memory,
	runningSession
];
