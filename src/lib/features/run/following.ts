/** How an open page stands to what runs: it goes along, is at the same place by choice, or is somewhere else. */
export type Following = 'follows' | 'there' | 'elsewhere';
