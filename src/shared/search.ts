/** Folds case and accents, so that "muller" finds "Müller". */
export function foldText(text: string): string {
	return text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
}

/** The words of a search, folded; none if it is empty. */
export function searchWords(search: string): string[] {
	return foldText(search).split(/\s+/).filter(Boolean);
}
