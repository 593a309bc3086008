const MARGIN = 16; // px above the section scrolled to

/** Scrolls to the item the reader came from; only within the box, because the dialog may scroll too. */
export function inView(element: HTMLElement): void {
	const box = element.parentElement;
	if (box) box.scrollTop = element.offsetTop - box.offsetTop - MARGIN;
}
