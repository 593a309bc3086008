import { m } from '#messages/messages.js';
import { error, fail, redirect, type RequestEvent } from '@sveltejs/kit';
import * as v from 'valibot';
import { isRefusal, refusalStatus, refusalWords, refuse, type Refusal } from '#shared/refusals.ts';
import { readBody, readForm } from './body.ts';
import type { PersonView } from '#shared/people.ts';

/** The person signed in. For a page, anyone else is redirected to sign in and back. */
export function signedIn({ locals, url }: RequestEvent): PersonView {
	if (locals.person) return locals.person;
	redirect(303, `/sign-in?to=${encodeURIComponent(url.pathname + url.search)}`);
}

/** The sender of a command; 401 if not signed in. */
export function sender({ locals }: RequestEvent): PersonView {
	return locals.person ?? stop(refuse('not-signed-in'));
}

/** Ends the request with a refusal. */
export function stop(refusal: Refusal): never {
	error(refusalStatus(refusal), { message: refusalWords(refusal), code: refusal.refused });
}

/** Returns the value, or ends the request if it is a refusal. */
export function allowed<T>(value: T): Exclude<T, Refusal> {
	if (isRefusal(value)) stop(value);
	return value as Exclude<T, Refusal>;
}

/** Parses a URL parameter; a malformed one means "not found". */
export function param<Schema extends v.GenericSchema<unknown>>(
	schema: Schema,
	value: unknown
): v.InferOutput<Schema> {
	const parsed = v.safeParse(schema, value);
	return parsed.success ? parsed.output : stop(refuse('not-found'));
}

/** Parses a JSON command; anything else is a 400 that names the field. */
export async function body<Schema extends v.GenericSchema<unknown>>(
	event: RequestEvent,
	schema: Schema
): Promise<v.InferOutput<Schema>> {
	return parsed(allowed(await readBody(event)), schema);
}

/** Parses the bytes of a JSON command. */
export function parsed<Schema extends v.GenericSchema<unknown>>(
	bytes: Uint8Array,
	schema: Schema
): v.InferOutput<Schema> {
	const result = v.safeParse(schema, parseJson(new TextDecoder().decode(bytes)));
	return result.success ? result.output : stop(refuse('bad-request', firstIssue(result.issues)));
}

/** The submitted form values, to be shown again. A password is never sent back. */
type Typed = Readonly<Record<string, string>>;

/** Parses a form; a refusal names the field and keeps what was typed. */
export async function form<Schema extends v.GenericSchema<unknown>>(
	event: RequestEvent,
	schema: Schema
): Promise<v.InferOutput<Schema> | (Refusal & { readonly typed: Typed })> {
	const data = allowed((await readForm(event)) ?? refuse('bad-request'));
	const parsed = v.safeParse(schema, Object.fromEntries(data));
	if (parsed.success) return parsed.output;
	return { ...refuse('bad-request', firstIssue(parsed.issues)), typed: typedIn(data) };
}

function typedIn(data: FormData): Typed {
	const shown = [...data].filter(([name]) => name !== 'password');
	return Object.fromEntries(
		shown.flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : []))
	);
}

/** The form's answer to a refusal: status, words, what was typed and, if the page has several forms, which one. */
export function failed(
	refusal: Refusal & { readonly typed?: Typed },
	typed: Typed = refusal.typed ?? {},
	about = ''
) {
	return fail(refusalStatus(refusal), { message: refusalWords(refusal), typed, about });
}

function parseJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

function firstIssue(issues: readonly v.BaseIssue<unknown>[]): string {
	const [issue] = issues;
	const path = issue?.path?.map(({ key }) => String(key)).join('.');
	return path ? `${path}: ${issue?.message}` : m.field_the_fields_are_not_as();
}
