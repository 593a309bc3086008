const INPUTS = /^\/\*\* @typedef \{(\{.*\})\} (\w+)Inputs \*\/$/gm;
const MESSAGE = /^export const (\w+) = \/\*\* @type \{\(\(inputs\??: (\w+)Inputs\b/gm;

const HEAD = `import type { Locale } from '../runtime.js';

/** The value of a placeholder. */
type Value = string | number;
interface Options {
	/** Another language than the page's. */
	readonly locale?: Locale;
}
type NoInputs = Readonly<Record<string, never>>;
type Message = (inputs?: NoInputs, options?: Options) => string;
type MessageWith<Inputs> = (inputs: Inputs, options?: Options) => string;
`;

/**
 * The type declarations of compiled messages. The compiler can write its own, but takes eight seconds and types every
 * placeholder loosely.
 */
export function messageTypes(compiled: string, texts: Readonly<Record<string, unknown>>): string {
	const inputs = new Map<string, string>();
	for (const [, shape = '', name = ''] of compiled.matchAll(INPUTS)) {
		inputs.set(name, shape.replaceAll('NonNullable<unknown>', 'Value'));
	}
	const declared = [...compiled.matchAll(MESSAGE)].map(([, key = '', name = '']) => {
		const shape = inputs.get(name) ?? '{}';
		const type = shape === '{}' ? 'Message' : `MessageWith<${shape}>`;
		return `${hint(texts[key])}export declare const ${key}: ${type};`;
	});
	return `${HEAD}\n${declared.join('\n')}\n`;
}

/** The text itself as a doc comment, for editors to show. */
function hint(text: unknown): string {
	return typeof text === 'string' ? `/** ${text.replaceAll('*/', '* /')} */\n` : '';
}

/** The type declarations of the parts of the runtime that are used. */
export function runtimeTypes(locales: readonly string[]): string {
	return `export type Locale = ${locales.map((locale) => `'${locale}'`).join(' | ')};
export declare const baseLocale: Locale;
export declare const locales: readonly Locale[];
export declare function getLocale(): Locale;
export declare function isLocale(value: unknown): value is Locale;
export declare function getTextDirection(locale?: string): 'ltr' | 'rtl';
`;
}
