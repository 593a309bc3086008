import { m } from '#messages/messages.js';

/** Why the server kept a version by itself. */
export type AutomaticReason = 'start' | 'end' | 'hour' | 'migration';

const WORDS: Record<AutomaticReason, () => string> = {
	start: m.versions_automatic_start,
	end: m.versions_automatic_end,
	hour: m.versions_automatic_hour,
	migration: m.versions_automatic_migration
};

/** What people read as the name of a version: the one it was given, or why it was kept. */
export function versionName(version: {
	readonly label: string;
	readonly reason?: AutomaticReason | undefined;
}): string {
	return version.reason ? WORDS[version.reason]() : version.label;
}
