import type { Migration } from 'kysely/migration';
import * as first from './001-first.ts';
import * as versions from './002-versions.ts';
import * as run from './003-run.ts';
import * as outcomes from './004-outcomes.ts';

/** In order of their names; a name never changes once released. */
export const migrations: Record<string, Migration> = {
	'001-first': first,
	'002-versions': versions,
	'003-run': run,
	'004-outcomes': outcomes
};
