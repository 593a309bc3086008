/** Takes files that are dropped on an element, which says so while they are above it. */
export function dropFiles(take: (files: readonly File[]) => void) {
	return (element: HTMLElement) => {
		const over = (event: DragEvent) => {
			if (![...(event.dataTransfer?.items ?? [])].some(({ kind }) => kind === 'file')) return;
			event.preventDefault();
			element.dataset['dropping'] = '';
		};
		const left = () => void delete element.dataset['dropping'];
		const drop = (event: DragEvent) => {
			left();
			const files = [...(event.dataTransfer?.files ?? [])];
			if (files.length === 0) return;
			event.preventDefault();
			event.stopPropagation();
			take(files);
		};
		element.addEventListener('dragover', over);
		element.addEventListener('dragleave', left);
		element.addEventListener('drop', drop);
		return () => {
			element.removeEventListener('dragover', over);
			element.removeEventListener('dragleave', left);
			element.removeEventListener('drop', drop);
		};
	};
}
