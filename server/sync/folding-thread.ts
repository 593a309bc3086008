import { Thread } from '../threads/thread.ts';
import type { FoldCalls, Folding } from './fold.ts';
import { SharedCopies } from './shared-copies.ts';

const ENTRY = new URL('./fold-thread.ts', import.meta.url);

const STACK = 32; // MB; Yjs deletes what is nested by recursion, and how deep that is somebody else chooses

/** Folding on a thread of its own, which starts with the first call. What is asked after `close` is rejected. */
export interface FoldingThread extends Folding {
	close(): Promise<void>;
}

export function openFoldingThread(): FoldingThread {
	const thread = new Thread<FoldCalls>({
		...{ name: 'snapshots', entry: ENTRY },
		resourceLimits: { stackSizeMb: STACK }
	});
	const copies = new SharedCopies();
	return {
		fold: (parts) => thread.ask('fold', [parts]),
		difference: (state, stateVector) => thread.ask('difference', [copies.of(state), stateVector]),
		close: () => thread.close()
	};
}
