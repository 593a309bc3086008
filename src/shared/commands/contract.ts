import type * as v from 'valibot';

/** The type of an answer. The compiler holds the server to it, so the browser need not validate it. */
export interface AnswerType<Answer> {
	readonly type?: Answer;
}

export function answers<Answer>(): AnswerType<Answer> {
	return {};
}

/** The answer of a command that only confirms that it was done. */
export interface Done {
	readonly done: true;
}

type ParamSchemas = Readonly<Record<string, v.GenericSchema<string, string>>>;

/** A question to an address: its parameters, as named in its route, and its answer. */
export interface Question<Params extends ParamSchemas = ParamSchemas, Answer = unknown> {
	/** `/api/sessions/[session]/run` */
	readonly path: string;
	readonly params: Params;
	readonly answer: AnswerType<Answer>;
}

/** The contract of a command: its address, what is sent and what comes back. Shared by route, browser and tests. */
export interface Contract<
	Params extends ParamSchemas = ParamSchemas,
	Body extends v.GenericSchema = v.GenericSchema,
	Answer = unknown
> extends Question<Params, Answer> {
	readonly body: Body;
}

/** Declares a contract with all its types. */
export function contract<const Params extends ParamSchemas, Body extends v.GenericSchema, Answer>(
	one: Contract<Params, Body, Answer>
): Contract<Params, Body, Answer> {
	return one;
}

/** The same for an address that only answers questions. */
export function question<const Params extends ParamSchemas, Answer>(
	one: Question<Params, Answer>
): Question<Params, Answer> {
	return one;
}

export type AnswerOf<One extends Question> = NonNullable<One['answer']['type']>;

/** The parameters as the server parses them. */
export type ParamsOf<One extends Question> = {
	readonly [Name in keyof One['params']]: v.InferOutput<One['params'][Name]>;
};

/** What is sent, with readonly lists. */
export type Sent<One extends Contract> = DeepReadonly<v.InferInput<One['body']>>;

type DeepReadonly<T> = T extends string | number | boolean | null | undefined
	? T
	: { readonly [Key in keyof T]: DeepReadonly<T[Key]> };

/** The address of a question or a command. */
export function addressOf(
	{ path }: Question,
	params: Readonly<Record<string, string>>,
	query: Readonly<Record<string, string>> = {}
): string {
	const filled = path.replace(/\[(\w+)\]/g, (_, name: string) =>
		encodeURIComponent(params[name] ?? '')
	);
	const search = new URLSearchParams(query).toString();
	return search ? `${filled}?${search}` : filled;
}
