import { m } from '#messages/messages.js';

/** Whether the key for commands is ⌘, as on Apple's keyboards. */
const isApple = () => /^(Mac|iP)/.test(navigator.platform);

/** What the key for commands is called on this machine. */
export function controlKey(): string {
	return isApple() ? '⌘' : m.keys_control();
}

/** True when the key for commands is pressed with this letter, and no other key. */
export function isCommand(event: KeyboardEvent, letter: string): boolean {
	const { ctrlKey, metaKey, shiftKey, altKey, key } = event;
	const isHeld = isApple() ? metaKey && !ctrlKey : ctrlKey && !metaKey;
	return isHeld && !shiftKey && !altKey && key.toLowerCase() === letter;
}
