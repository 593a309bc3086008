import type { RequestEvent } from '@sveltejs/kit';
import type { PersonId } from '#shared/ids.ts';
import { app } from './app.ts';
import { allowed } from './request.ts';

const isSecure = ({ url }: RequestEvent) => url.protocol === 'https:';

/** The secret of the device that a request comes from, if it has one. */
export function deviceOf(event: RequestEvent): string | undefined {
	return event.cookies.get(app().entrance.deviceCookie(isSecure(event)));
}

/** Signs a person in on the device that the request comes from. */
export async function enter(event: RequestEvent, person: PersonId): Promise<void> {
	const at = { secret: deviceOf(event), isSecure: isSecure(event) };
	const cookies = allowed(await app().entrance.enter(person, at));
	for (const { name, value, attributes } of cookies)
		event.cookies.set(name, value, { ...attributes, path: '/' });
}
