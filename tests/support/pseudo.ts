import { join } from 'node:path';
import {
	compileMessages,
	readCatalogue,
	type Messages
} from '../../server/boot/compile-messages.ts';
import { ROOT } from '../../server/boot/root.ts';

/** English in Arabic letters, as far as the code says: it counts like English and begins on the right. */
export const PSEUDO = 'en-Arab';

const PLAIN = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';
const ACCENTED = [...'ȧƀƈḓḗƒɠħīĵķŀḿƞǿƥɋřşŧŭṽẇẋẏẑȦƁƇḒḖƑƓĦĪĴĶĿḾȠǾƤɊŘŞŦŬṼẆẊẎẐ'];
const LONGER = 0.4;

/** Accented, longer, between marks; what stands in its places is between marks of its own, and is left alone. */
export function pseudo(text: string): string {
	const parts = text.split(/((?<!\\)\{\w+\})/);
	const said = parts.map((part, at) => (at % 2 === 1 ? `⟨${part}⟩` : accented(part))).join('');
	const letters = parts.filter((_, at) => at % 2 === 0).join('').length;
	return `⟦${said}${'~'.repeat(Math.ceil(letters * LONGER))}⟧`;
}

function accented(text: string): string {
	return [...text].map((letter) => ACCENTED[PLAIN.indexOf(letter)] ?? letter).join('');
}

/** A text of the catalogue, with all the texts that it is chosen from. */
function pseudoOf(text: unknown): unknown {
	if (typeof text === 'string') return pseudo(text);
	return (text as { match: Record<string, string> }[]).map((choice) => ({
		...choice,
		match: Object.fromEntries(
			Object.entries(choice.match).map(([when, said]) => [when, pseudo(said)])
		)
	}));
}

/** What a text shows that is neither of the catalogue nor stands in one of its places. */
export function besides(shown: string): string {
	const [inner, outer] = [/⟨[^⟨⟩⟦⟧]*⟩/g, /⟦[^⟨⟩⟦⟧]*⟧/g];
	const less = shown.replaceAll(inner, ' · ').replaceAll(outer, ' · ');
	return less === shown ? less.replaceAll(/\s+/g, ' ').trim() : besides(less);
}

/** Starts a server in the pseudo-language; only in development, so that no build ever holds it. */
export const CONDITION = '--conditions=pseudo';

/** Compiles the catalogue with the pseudo-language for that of the interface; Node and Vite take it with `CONDITION`. */
export async function compilePseudo(): Promise<void> {
	const { messages } = await readCatalogue();
	const texts = Object.entries(messages['en'] ?? {}).map(([key, text]) => [key, pseudoOf(text)]);
	const catalogue = {
		pages: [PSEUDO],
		messages: { [PSEUDO]: Object.fromEntries(texts) as Messages, ...messages }
	};
	await compileMessages(catalogue, join(ROOT, 'src/messages/compiled/pseudo'));
}
