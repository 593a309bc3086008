import { Thread } from '../threads/thread.ts';
import type { FoldCalls, Folding } from './fold.ts';
import { SharedCopies } from './shared-copies.ts';

const ENTRY = new URL('./fold-thread.ts', import.meta.url);

const STACK = 32; // MB; Yjs deletes what is nested by recursion, and how deep that is somebody else chooses
const MEMORY = 1_024; // MB; a paper of 450 pages needs a tenth
const LONGEST = 20_000; // ms of one snapshot; a paper of 450 pages takes a second

/** Folding on threads of its own, which start with the first call. What is asked after `close` is rejected. */
export interface FoldingThread extends Folding {
	close(): Promise<void>;
}

/** Snapshots and answers to clients have a thread each: nobody who comes back waits for the snapshot of another document. */
export function openFoldingThread({ memory = MEMORY, longest = LONGEST } = {}): FoldingThread {
	const threadFor = (name: string) =>
		new Thread<FoldCalls>({
			...{ name, entry: ENTRY },
			resourceLimits: { stackSizeMb: STACK, maxOldGenerationSizeMb: memory }
		});
	const [snapshots, differences] = [threadFor('snapshots'), threadFor('differences')];
	const copies = new SharedCopies();
	return {
		fold: (parts) => snapshots.ask('fold', [parts], { limit: longest }),
		difference: (state, stateVector) =>
			differences.ask('difference', [copies.of(state), stateVector]),
		close: async () => {
			await Promise.all([snapshots.close(), differences.close()]);
		}
	};
}
