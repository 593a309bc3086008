import { redirect } from '@sveltejs/kit';
import { app } from '#lib/server/app.ts';
import type { RequestHandler } from './$types';

export const POST: RequestHandler = async ({ request, cookies }) => {
	const cookie = await app().logins.end(request.headers.get('cookie') ?? '');
	cookies.set(cookie.name, cookie.value, { ...cookie.attributes, path: '/' });
	redirect(303, '/sign-in');
};
