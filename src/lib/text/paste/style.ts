/** The value of a property in an element's own style; empty when there is none. Read from the attribute: others parse less. */
export function styleOf(element: Element, property: string): string {
	const style = element.getAttribute('style') ?? '';
	for (const part of style.split(';')) {
		const at = part.indexOf(':');
		if (part.slice(0, at).trim().toLowerCase() === property)
			return part
				.slice(at + 1)
				.trim()
				.toLowerCase();
	}
	return '';
}

/** True for what whoever copied it did not see. */
export function isHidden(element: Element): boolean {
	return (
		element.hasAttribute('hidden') ||
		styleOf(element, 'display') === 'none' ||
		styleOf(element, 'visibility') === 'hidden' ||
		styleOf(element, 'mso-hide') === 'all'
	);
}
