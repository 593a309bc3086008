import { LIMITS } from '../limits.ts';
import { isRoute, ROUTES, type Route } from './routes.ts';

/** Addresses that only programs and scripts ask; they answer errors as JSON. */
export function isForPrograms(path: string): boolean {
	return /^\/(api|calendar|metrics)(\/|$)/.test(path);
}

/** Bytes of the largest body that a route takes. */
export function bodyLimit(key: string): number {
	const route: Route | undefined = isRoute(key) ? ROUTES[key] : undefined;
	return route?.body ?? LIMITS.body.most;
}
