import { resolve } from 'node:path';

/** The folder that holds package.json, src and server. */
export const ROOT = resolve(import.meta.dirname, '../..');
