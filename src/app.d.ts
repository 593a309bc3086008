import type { PersonView } from '#shared/views.ts';

declare global {
	namespace App {
		interface Locals {
			/** Who is signed in; undefined for a stranger. */
			person: PersonView | undefined;
		}
		interface Error {
			message: string;
		}
		interface PageState {
			/** The room's open document or item, so that Back leads to the previous one. */
			open?: string;
		}
	}
}

export {};
