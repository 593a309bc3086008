import type { PersonId } from '#shared/ids.ts';
import { isRefusal, type Refusal } from '#shared/refusals.ts';
import { DEVICE_LIFE, keepDevice, newDevice, type Devices } from './devices.ts';
import type { LoginCookie, Logins } from './logins.ts';

export interface EntranceOptions {
	readonly devices: Devices;
	readonly logins: Logins;
}

/** Lets a person in whose password was right: starts a login, and remembers the device. */
export class Entrance {
	readonly #options: EntranceOptions;

	constructor(options: EntranceOptions) {
		this.#options = options;
	}

	/** The name of the cookie with the secret of a device. */
	deviceCookie(isSecure: boolean): string {
		return isSecure ? '__Host-device' : 'device';
	}

	/** `secret` is that of the device, if it has one. Returns the cookies to set. */
	async enter(
		person: PersonId,
		{ secret, isSecure }: { readonly secret: string | undefined; readonly isSecure: boolean }
	): Promise<LoginCookie[] | Refusal> {
		const { devices, logins } = this.#options;
		// A secret that somebody else has planted in the browser is not taken over.
		const device = secret && (await devices.has(secret)) ? secret : newDevice();
		const login = await logins.start(person, {
			isSecure,
			also: (transaction) => keepDevice(transaction, person, device)
		});
		if (isRefusal(login)) return login;
		const name = this.deviceCookie(isSecure);
		return [login, { name, value: device, attributes: attributes(isSecure) }];
	}
}

function attributes(secure: boolean): LoginCookie['attributes'] {
	return { secure, httpOnly: true, sameSite: 'lax', path: '/', maxAge: DEVICE_LIFE };
}
