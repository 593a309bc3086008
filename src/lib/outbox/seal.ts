const IV = 12; // bytes of the random number before each sealed text

const encoder = new TextEncoder();

/** The key that the server gives, in base64url. It cannot be read out of the page again. */
export function importKey(key: string): Promise<CryptoKey> {
	const bytes = Uint8Array.fromBase64(key, { alphabet: 'base64url' });
	return crypto.subtle.importKey('raw', bytes, 'AES-GCM', false, ['encrypt', 'decrypt']);
}

/** Seals bytes so that only this key opens them, and only as what they are about. */
export async function seal(
	key: CryptoKey,
	bytes: Uint8Array<ArrayBuffer>,
	about: string
): Promise<Uint8Array<ArrayBuffer>> {
	const iv = crypto.getRandomValues(new Uint8Array(IV));
	const sealed = await crypto.subtle.encrypt(how(iv, about), key, bytes);
	const whole = new Uint8Array(IV + sealed.byteLength);
	whole.set(iv);
	whole.set(new Uint8Array(sealed), IV);
	return whole;
}

/** Opens what was sealed; undefined with another key, or as something else than what it is about. */
export async function unseal(
	key: CryptoKey,
	sealed: Uint8Array<ArrayBuffer>,
	about: string
): Promise<Uint8Array<ArrayBuffer> | undefined> {
	try {
		const iv = sealed.slice(0, IV);
		const opened = await crypto.subtle.decrypt(how(iv, about), key, sealed.slice(IV));
		return new Uint8Array(opened);
	} catch {
		return undefined;
	}
}

const how = (iv: Uint8Array<ArrayBuffer>, about: string) => ({
	name: 'AES-GCM',
	iv,
	additionalData: encoder.encode(about)
});
