import { join } from 'node:path';
import {
	compileMessages,
	readCatalogue,
	type Messages
} from '../../server/boot/compile-messages.ts';
import { ROOT } from '../../server/boot/root.ts';

/** By its tag, English in Arabic script: plural rules of English, laid out right to left. */
export const PSEUDO = 'en-Arab';

const PLAIN = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';
const ACCENTED = [...'ȧƀƈḓḗƒɠħīĵķŀḿƞǿƥɋřşŧŭṽẇẋẏẑȦƁƇḒḖƑƓĦĪĴĶĿḾȠǾƤɊŘŞŦŬṼẆẊẎẐ'];
const LONGER = 0.4;

/** Accents and lengthens a text, and puts marks around it and around its placeholders, which stay as they are. */
export function pseudo(text: string): string {
	const parts = text.split(/((?<!\\)\{\w+\})/);
	const said = parts.map((part, at) => (at % 2 === 1 ? `⟨${part}⟩` : accented(part))).join('');
	const letters = parts.filter((_, at) => at % 2 === 0).join('').length;
	return `⟦${said}${'~'.repeat(Math.ceil(letters * LONGER))}⟧`;
}

function accented(text: string): string {
	return [...text].map((letter) => ACCENTED[PLAIN.indexOf(letter)] ?? letter).join('');
}

/** The pseudo form of a message, with all its variants. */
function pseudoOf(text: unknown): unknown {
	if (typeof text === 'string') return pseudo(text);
	return (text as { match: Record<string, string> }[]).map((choice) => ({
		...choice,
		match: Object.fromEntries(
			Object.entries(choice.match).map(([when, said]) => [when, pseudo(said)])
		)
	}));
}

/** The parts of a shown text that are neither from the catalogue nor the value of a placeholder. */
export function besides(shown: string): string {
	const [inner, outer] = [/⟨[^⟨⟩⟦⟧]*⟩/g, /⟦[^⟨⟩⟦⟧]*⟧/g];
	const less = shown.replaceAll(inner, ' · ').replaceAll(outer, ' · ');
	return less === shown ? less.replaceAll(/\s+/g, ' ').trim() : besides(less);
}

/** Node flag that starts a server in the pseudo-language; development only, so that no build ever contains it. */
export const CONDITION = '--conditions=pseudo';

/** Compiles the catalogue with the pseudo-language as interface language; Node and Vite use it under `CONDITION`. */
export async function compilePseudo(): Promise<void> {
	const { messages } = await readCatalogue();
	const texts = Object.entries(messages['en'] ?? {}).map(([key, text]) => [key, pseudoOf(text)]);
	const catalogue = {
		pages: [PSEUDO],
		messages: { [PSEUDO]: Object.fromEntries(texts) as Messages, ...messages }
	};
	await compileMessages(catalogue, join(ROOT, 'src/messages/compiled/pseudo'));
}
