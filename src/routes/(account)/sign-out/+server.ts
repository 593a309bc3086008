import { redirect } from '@sveltejs/kit';
import { app } from '#lib/server/app.ts';
import { deviceOf } from '#lib/server/entrance.ts';
import type { RequestHandler } from './$types';

export const POST: RequestHandler = async (event) => {
	const { request, cookies } = event;
	const cookie = await app().logins.end(request.headers.get('cookie') ?? '', deviceOf(event));
	cookies.set(cookie.name, cookie.value, { ...cookie.attributes, path: '/' });
	redirect(303, '/sign-in');
};
