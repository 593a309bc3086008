import { m } from '#messages/messages.js';
import { isForEverybody, type Audience, type Reader } from '#shared/access.ts';
import { audienceTrouble } from '#shared/marking.ts';
import { strictest, type Label } from '#shared/markings.ts';
import { refuse, type Refusal } from '#shared/refusals.ts';
import { isWithin } from '../restrict/within.ts';
import type { StoredDocumentHead } from '../sessions/document-rows.ts';
import type { Database } from '../store/connect.ts';

interface Asked {
	readonly actor: Reader;
	readonly head: StoredDocumentHead;
	readonly label: Label | undefined;
	readonly audience: Audience;
}

/** Why a file cannot be marked so: it is never marked lower than its document, nor for people who may not read that. */
export async function judgeFileMarking(
	transaction: Database,
	{ actor, head, label, audience }: Asked
): Promise<Refusal | undefined> {
	if (label && strictest([head.label, label]) !== label)
		return refuse('bad-request', m.files_label_not_lower({ label: head.label }));
	const effective = label ?? head.label;
	if (!isForEverybody(audience))
		return isWithin(transaction, { actor, head, label: effective, audience });
	const trouble = audienceTrouble(effective, head.audience);
	return trouble && effective !== head.label ? refuse('bad-request', trouble) : undefined;
}
