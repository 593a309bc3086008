import type { RefusalCode } from '#shared/refusals.ts';
import type { PersonView } from '#shared/people.ts';

declare global {
	namespace App {
		interface Locals {
			/** The person signed in, if any. */
			person: PersonView | undefined;
		}
		interface Error {
			message: string;
			/** Set for a refusal. */
			code?: RefusalCode;
		}
	}
}

export {};
