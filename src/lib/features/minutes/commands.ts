import { send, type Outcome } from '#lib/room/command.ts';
import { minutesContract } from '#shared/commands/minutes.ts';
import type { Sent } from '#shared/commands/contract.ts';
import type { SessionId } from '#shared/ids.ts';

/** What is done to the newest edition of a session's minutes. */
export type MinutesCommand = Sent<typeof minutesContract>;

/** Sends it, and resolves to the words that say why it was not done; empty if it was. */
export type Act = (command: MinutesCommand) => Promise<string>;

export const sendMinutes = (session: SessionId, command: MinutesCommand): Promise<Outcome> =>
	send(minutesContract, { session }, command);
