import type { PersonId, SessionId } from '../ids.ts';

/** A guest of a session, as those see them who invite. */
export interface GuestView {
	readonly person: PersonId;
	readonly name: string;
	/** Milliseconds since 1970; when their link and their login end. */
	readonly until: number;
	/** When they last came in by it. */
	readonly entered: number | undefined;
}

/** Whom a link is for, as whoever holds it is told before they come in. */
export interface GuestInvitation {
	readonly person: PersonId;
	readonly session: SessionId;
	readonly name: string;
	readonly title: string;
	readonly reference: string;
	readonly timeZone: string;
	readonly until: number;
}

/** For how many hours a link may be made. */
export const GUEST_HOURS = [4, 24, 72, 168] as const;
