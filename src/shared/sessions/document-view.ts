import type { DocumentKind } from '../access.ts';
import type { BriefingTypeKey } from '../board/briefing-types.ts';
import type { DocumentId } from '../ids.ts';
import type { Label } from '../markings.ts';

export interface DocumentView {
	readonly id: DocumentId;
	readonly kind: DocumentKind;
	readonly title: string;
	readonly label: Label;
	/** Codes of the organisations it is limited to; empty when every participant may have it. */
	readonly audience: readonly string[];
	readonly access: 'read' | 'write';
	/** Of a briefing: what its head must have. */
	readonly briefingType: BriefingTypeKey | undefined;
	readonly illustrative: boolean;
}
