import * as v from 'valibot';
import { app } from '#lib/server/app.ts';
import type { PageServerLoad } from './$types';

const sha256 = v.pipe(v.string(), v.trim(), v.toLowerCase(), v.regex(/^[0-9a-f]{64}$/));

/** What a file of minutes is, for anybody who has it. */
export const load: PageServerLoad = async ({ url }) => {
	const asked = url.searchParams.get('sha256') ?? '';
	const read = v.safeParse(sha256, asked);
	if (!read.success) return { asked, checked: undefined, isNone: asked !== '' };
	return { asked: read.output, checked: await app().copies.check(read.output), isNone: false };
};
