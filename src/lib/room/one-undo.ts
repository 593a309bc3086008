import type * as Y from 'yjs';
import { textsOf } from '#shared/board/schema.ts';
import { REGISTER_ROOTS } from '#shared/records/records.ts';
import { TextUndo } from '../text/undo.ts';

/** A change of one or more documents that is taken back as one, however much was written since. */
export class OneUndo {
	readonly #undos: TextUndo[] = [];

	/** Changes a document; what is done is part of the same step. */
	change(doc: Y.Doc, act: () => void): void {
		const roots = REGISTER_ROOTS.map((root) => doc.getMap(root));
		const undo = new TextUndo(doc, [...textsOf(doc), ...roots], [this]);
		doc.transact(act, this);
		undo.endGroup();
		if (undo.manager.canUndo()) this.#undos.push(undo);
		else undo.destroy();
	}

	/** Takes it back. Once. */
	undo(): void {
		for (const undo of this.#undos) undo.undo();
		this.forget();
	}

	/** Keeps nothing for it any longer. */
	forget(): void {
		for (const undo of this.#undos.splice(0)) undo.destroy();
	}
}
