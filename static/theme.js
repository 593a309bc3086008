// Sets the theme somebody chose before the first paint. A file of its own, because the page allows no inline scripts.
try {
	const theme = localStorage.getItem('theme');
	if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
} catch {
	// Without storage the system's theme stays.
}
