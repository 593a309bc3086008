import type { RefusalCode } from '#shared/refusals.ts';
import type { PersonView } from '#shared/people.ts';

declare global {
	namespace App {
		interface Locals {
			/** Who is signed in; undefined for a stranger. */
			person: PersonView | undefined;
		}
		interface Error {
			message: string;
			/** Of an expected refusal. */
			code?: RefusalCode;
		}
	}
}

export {};
