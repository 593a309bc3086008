import type { PersonView } from '#shared/people.ts';
import type { Login, LoginCookie, Logins } from '../accounts/logins.ts';
import type { People } from '../accounts/people.ts';

/** Who is behind a request or a socket: cookie → login → person. */
interface Visitor {
	readonly login: Login;
	readonly person: PersonView;
}

export interface Visit {
	readonly visitor: Visitor | undefined;
	/** A cookie to set, where the login was renewed or is over. */
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

/** Compares a page's origin with where it talks to. `fixed` is the configured public address, if there is one. */
export function originCheck(fixed: string | null) {
	return (origin: string | undefined, host: string | undefined): boolean => {
		if (origin === undefined) return true; // not a browser, which always sends it on a socket
		if (fixed !== null) return origin === fixed;
		return URL.canParse(origin) && new URL(origin).host === host;
	};
}
