/** The calls that a thread answers: functions by name, whose arguments and results can be sent between threads. */
export type Calls<C> = { readonly [N in keyof C]: (...given: never[]) => unknown };

/** A call sent to a thread. Replies come in the same order. */
export type Question<C extends Calls<C>> = {
	[N in keyof C]: { readonly id: number; readonly call: N; readonly given: Parameters<C[N]> };
}[keyof C];

export type Reply =
	| { readonly id: number; readonly result: unknown }
	| { readonly id: number; readonly failure: Failure };

/** An error as sent between threads, where its class and extra fields would be lost. */
export interface Failure {
	readonly message: string;
	readonly code: string | undefined;
}
