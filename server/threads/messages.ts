/** What a thread can be asked for: functions by name, whose arguments and results can cross threads. */
export type Calls<C> = { readonly [N in keyof C]: (...given: never[]) => unknown };

export type Question<C extends Calls<C>> = {
	[N in keyof C]: { readonly id: number; readonly call: N; readonly given: Parameters<C[N]> };
}[keyof C];

/** What any of its questions is answered with. */
export type Result<C extends Calls<C>> = ReturnType<C[keyof C]>;

export type Reply =
	/** How far it is; any number of them before the result or the failure. */
	| { readonly id: number; readonly news: unknown }
	| { readonly id: number; readonly result: unknown }
	| { readonly id: number; readonly failure: Failure };

/** An error as it crosses threads, where a class and extra fields are lost. */
export interface Failure {
	readonly message: string;
	readonly code: string | undefined;
}
