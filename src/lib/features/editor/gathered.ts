/** Acts after the task, once however often it was asked. */
export function gathered(act: () => void): () => void {
	let isAsked = false;
	const once = () => {
		isAsked = false;
		act();
	};
	return () => {
		if (!isAsked) queueMicrotask(once);
		isAsked = true;
	};
}
