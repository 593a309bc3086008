const LASTS = 2_500; // ms
const LINE = {
	...{ outlineWidth: '3px', outlineStyle: 'solid', outlineOffset: '3px' },
	outlineColor: 'var(--accent)'
};

/** Draws a line around what somebody arrived at, for a moment. It fades where people have nothing against motion. */
export function mark(element: Element): void {
	const isStill = getComputedStyle(element).getPropertyValue('--quick') === '0s';
	const end = isStill ? LINE : { ...LINE, outlineColor: 'transparent' };
	element.animate([LINE, { ...LINE, offset: 0.8 }, end], { duration: LASTS });
}
