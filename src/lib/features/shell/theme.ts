import { m } from '#messages/messages.js';

export const THEMES = { light: m.theme_light, dark: m.theme_dark, system: m.theme_system } as const;

export type Theme = keyof typeof THEMES;

const KEY = 'theme'; // static/theme.js reads it before the first paint

/** The theme chosen on this device. */
export function chosenTheme(): Theme {
	try {
		const kept = localStorage.getItem(KEY);
		return kept === 'light' || kept === 'dark' ? kept : 'system';
	} catch {
		return 'system'; // storage is blocked
	}
}

/** Applies a theme, and stores it for the next visit if storage is allowed. */
export function chooseTheme(theme: Theme): void {
	const { dataset } = document.documentElement;
	if (theme === 'system') delete dataset['theme'];
	else dataset['theme'] = theme;
	try {
		localStorage.setItem(KEY, theme);
	} catch {
		// Storage is blocked: the choice lasts for this page only.
	}
}
