import type { RequestEvent } from '@sveltejs/kit';
import type { PersonId } from '#shared/ids.ts';
import { isRefusal, type Refusal } from '#shared/refusals.ts';
import { app } from './app.ts';

const isSecure = ({ url }: RequestEvent) => url.protocol === 'https:';

/** The secret of the device that a request comes from, if it has one. */
export function deviceOf(event: RequestEvent): string | undefined {
	return event.cookies.get(app().entrance.deviceCookie(isSecure(event)));
}

/** Signs a person in on the device that the request comes from; refused when they may not sign in. */
export async function enter(event: RequestEvent, person: PersonId): Promise<Refusal | undefined> {
	const at = { secret: deviceOf(event), isSecure: isSecure(event) };
	const cookies = await app().entrance.enter(person, at);
	if (isRefusal(cookies)) return cookies;
	for (const { name, value, attributes } of cookies)
		event.cookies.set(name, value, { ...attributes, path: '/' });
	return undefined;
}
