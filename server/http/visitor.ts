import type { PersonView } from '#shared/people.ts';
import type { Login, LoginCookie, Logins } from '../accounts/logins.ts';
import type { People } from '../accounts/people.ts';

/** The person behind a request or a socket: cookie → login → person. */
interface Visitor {
	readonly login: Login;
	readonly person: PersonView;
}

export interface Visit {
	readonly visitor: Visitor | undefined;
	/** A cookie to set, if the login was renewed or has ended. */
	readonly cookie: LoginCookie | undefined;
}

/** Reads visits from `Cookie` headers. */
export function visits(logins: Logins, people: People): (cookie: string) => Promise<Visit> {
	return async (header) => {
		const { login, cookie } = await logins.read(header);
		const person = login && (await people.get(login.person));
		return { visitor: login && person && { login, person }, cookie };
	};
}

/**
 * Checks the origin of a page against the host it talks to. `fixed` is the configured public address, if there is one.
 */
export function originCheck(fixed: string | null) {
	return (origin: string | undefined, host: string | undefined): boolean => {
		if (origin === undefined) return true; // not a browser: browsers always send it when they open a socket
		if (fixed !== null) return origin === fixed;
		return URL.canParse(origin) && new URL(origin).host === host;
	};
}
