/** The calls that a thread answers: functions by name, whose arguments and results can be sent between threads. */
export type Calls<C> = { readonly [N in keyof C]: (...given: never[]) => unknown };

/** A call sent to a thread. */
export type Question<C extends Calls<C>> = {
	[N in keyof C]: { readonly id: number; readonly call: N; readonly given: Parameters<C[N]> };
}[keyof C];

/** The result of any of the calls. */
export type Result<C extends Calls<C>> = ReturnType<C[keyof C]>;

export type Reply =
	/** Progress: any number of these before the result or failure. */
	| { readonly id: number; readonly news: unknown }
	| { readonly id: number; readonly result: unknown }
	| { readonly id: number; readonly failure: Failure };

/** What a child process says: an answer, or the memory that it occupies, from time to time. */
export type Report = Reply | { readonly bytes: number };

/** An error as sent between threads, where its class and extra fields would be lost. */
export interface Failure {
	readonly message: string;
	readonly code: string | undefined;
}
