/** Messages that go out together, to one socket or to many. */
export class Batch {
	readonly messages: readonly Uint8Array[];
	/** What the transport made of them, kept so that it is made once for all sockets. */
	wire: Uint8Array | undefined;

	constructor(messages: readonly Uint8Array[]) {
		this.messages = messages;
	}
}
