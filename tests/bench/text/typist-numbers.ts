/** The typists' clients of Yjs. */
export const FIRST_TYPIST = 2_000_000_000;
export const MOST_TYPISTS = 10_000;
