import { io, type Socket } from 'socket.io-client';
import type { Entry, ServerEvents } from '#shared/protocol/live.ts';
import type { Meeting, Who } from './meeting.ts';

/** A listener on the live channel of the meeting. */
export interface Listener {
	/** True if the person was let in. */
	readonly entered: boolean;
	/** All events so far. */
	readonly heard: readonly Heard[];
	/** The events of a name so far, without the session's id. */
	said<Name extends keyof ServerEvents>(name: Name): Said<Name>[];
	/** The first matching event, past or future. */
	hears<Name extends keyof ServerEvents>(
		name: Name,
		wanted?: (...said: Said<Name>) => boolean
	): Promise<Said<Name>>;
	/** Leaves the session, as a page does. */
	leave(): void;
	/** Asks to enter the session again; true if the person was let in. */
	enterAgain(): Promise<boolean>;
	close(): void;
}

/** An event as it came. */
interface Heard {
	readonly name: string;
	/** The session it is about, for most events. */
	readonly first: unknown;
	readonly said: readonly unknown[];
}

type Said<Name extends keyof ServerEvents> =
	Parameters<ServerEvents[Name]> extends [unknown, ...infer Rest] ? Rest : [];

/** Opens listeners and closes all of them at the end of a test. */
export function listeners(meeting: () => Meeting) {
	const open: Listener[] = [];
	return {
		hear: async (who: Who): Promise<Listener> => {
			const listener = await listen(meeting(), who);
			open.push(listener);
			return listener;
		},
		close: (): void => {
			for (const listener of open.splice(0)) listener.close();
		}
	};
}

/** Opens a live socket for a person and enters the meeting. */
export async function listen(meeting: Meeting, who: Who): Promise<Listener> {
	return listenWith(meeting, await meeting.cookie(who));
}

/** The same with a `Cookie` header. Rejects when it is nobody's. */
export async function listenWith(meeting: Meeting, cookie: string): Promise<Listener> {
	const extraHeaders = { cookie, origin: meeting.address };
	const socket: Socket = io(meeting.address, {
		path: '/live',
		transports: ['websocket'],
		forceNew: true,
		extraHeaders
	});
	const heard: Heard[] = [];
	const waiting = new Set<() => void>();
	socket.onAny((name: string, first: unknown, ...said: unknown[]) => {
		heard.push({ name, first, said });
		for (const look of waiting) look();
	});
	await new Promise<void>((resolve, reject) => {
		socket.on('connect', () => resolve());
		socket.on('connect_error', reject);
	});
	const enter = async () => {
		const entry = (await socket.emitWithAck('enter', meeting.session, Date.now())) as Entry;
		return entry !== 'refused';
	};
	const entered = await enter();
	const said = <Name extends keyof ServerEvents>(name: Name) =>
		heard.filter((one) => one.name === name).map((one) => one.said as Said<Name>);
	return {
		...{ entered, heard, said },
		hears(name, wanted = () => true) {
			return new Promise((resolve) => {
				const look = () => {
					const found = said(name).find((one) => wanted(...one));
					if (!found) return;
					waiting.delete(look);
					resolve(found);
				};
				waiting.add(look);
				look();
			});
		},
		leave: () => void socket.emit('leave', meeting.session),
		enterAgain: enter,
		close: () => void socket.disconnect()
	};
}
