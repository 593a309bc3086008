import type { RequestEvent } from '@sveltejs/kit';
import { bodyLimit } from '#shared/commands/requests.ts';
import { routeKey } from '#shared/commands/routes.ts';
import { LIMITS } from '#shared/limits.ts';
import { refuse, type Refusal } from '#shared/refusals.ts';

const LINE_FEED = 10;

type Asked = Pick<RequestEvent, 'request' | 'route' | 'url'>;

/** A refusal when a request says that its body is larger than its route takes. Nothing of it is read then. */
export function judgeBody(asked: Asked): Refusal | undefined {
	const stated = Number(asked.request.headers.get('content-length') ?? 0);
	return stated > limitOf(asked) ? refuse('too-large') : undefined;
}

/** The body, read no further than its route takes. */
export async function readBody(asked: Asked): Promise<Uint8Array<ArrayBuffer> | Refusal> {
	const most = limitOf(asked);
	const parts: Uint8Array[] = [];
	let size = 0;
	// Not by `for await`, which would end the connection, and with it the answer, when it leaves early.
	const reader = asked.request.body?.getReader();
	for (let read = await reader?.read(); read && !read.done; read = await reader?.read()) {
		size += read.value.byteLength;
		if (size > most) return refuse('too-large');
		parts.push(read.value);
	}
	return new Uint8Array(Buffer.concat(parts));
}

/** What a line of JSON at the beginning of a body says, and what arrives behind it. */
interface Upload {
	readonly head: Uint8Array;
	readonly rest: AsyncGenerator<Uint8Array>;
}

/** A body that begins with a line, read as far as that line goes. */
export async function readUpload({ request }: Asked): Promise<Upload | Refusal> {
	const reader = request.body?.getReader();
	const parts: Uint8Array[] = [];
	let size = 0;
	for (let read = await reader?.read(); read && !read.done; read = await reader?.read()) {
		const end = read.value.indexOf(LINE_FEED);
		parts.push(end < 0 ? read.value : read.value.subarray(0, end));
		size += parts.at(-1)?.byteLength ?? 0;
		if (size > LIMITS.body.most) return refuse('too-large');
		if (end >= 0)
			return { head: Buffer.concat(parts), rest: rest(read.value.subarray(end + 1), reader) };
	}
	return { head: Buffer.concat(parts), rest: rest(new Uint8Array(), undefined) };
}

async function* rest(
	first: Uint8Array,
	reader: ReadableStreamDefaultReader<Uint8Array> | undefined
): AsyncGenerator<Uint8Array> {
	if (first.byteLength > 0) yield first;
	for (let read = await reader?.read(); read && !read.done; read = await reader?.read())
		yield read.value;
}

/** The fields of a form; undefined when it is none. */
export async function readForm(asked: Asked): Promise<FormData | Refusal | undefined> {
	const bytes = await readBody(asked);
	if ('refused' in bytes) return bytes;
	const type = asked.request.headers.get('content-type') ?? '';
	return new Response(bytes, { headers: { 'content-type': type } })
		.formData()
		.catch(() => undefined);
}

function limitOf({ request, route, url }: Asked): number {
	return bodyLimit(routeKey(request.method, route.id ?? '', url.searchParams));
}
