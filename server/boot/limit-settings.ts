import * as v from 'valibot';

/** Which limit a variable sets, and its bounds. */
export interface Setting<Limits> {
	readonly limit: keyof Limits & string;
	readonly least: number;
	readonly most: number;
}

/** More than anybody needs. */
export const MANY = 1_000_000_000;

/** Variables that set limits: their schemas, what each may be, and the limits as set by them. */
export function limitSettings<Name extends string, Limits extends Record<keyof Limits, number>>(
	settings: Readonly<Record<Name, Setting<Limits>>>,
	defaults: Limits
) {
	const names = Object.keys(settings) as Name[];
	const each = <T>(make: (setting: Setting<Limits>) => T) =>
		Object.fromEntries(names.map((name) => [name, make(settings[name])])) as Record<Name, T>;
	return {
		/** Whole numbers within bounds. */
		variables: each(({ limit, least, most }) => variable(defaults[limit], least, most)),
		/** In words, for error messages. */
		expected: each(({ least, most }) => `a whole number from ${least} to ${most}`),
		limits(read: Readonly<Record<Name, number>>): Limits {
			const given = names.map((name) => [settings[name].limit, read[name]] as const);
			return { ...defaults, ...Object.fromEntries(given) };
		}
	};
}

function variable(byDefault: number, least: number, most: number) {
	return v.optional(
		v.pipe(
			v.string(),
			v.regex(/^\d{1,12}$/),
			v.transform(Number),
			v.minValue(least),
			v.maxValue(most)
		),
		String(byDefault)
	);
}
