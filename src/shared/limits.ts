const KILOBYTE = 2 ** 10;
const MEGABYTE = 2 ** 20;
const MINUTE = 60_000; // ms
const HOUR = 60 * MINUTE;

/** How much of everything there may be. What an operator may want to change is read from the environment instead. */
export const LIMITS = {
	/** Bytes of the body of a request; documents use their own sockets. */
	body: {
		nothing: KILOBYTE,
		signIn: 8 * KILOBYTE,
		account: 16 * KILOBYTE,
		/** A text of people; one letter of it may take twelve bytes of a form. */
		words: 64 * KILOBYTE,
		/** Most routes: the longest form has several texts. */
		most: 192 * KILOBYTE,
		many: 256 * KILOBYTE,
		/** A file, and what is said of it. */
		file: 25 * MEGABYTE + 192 * KILOBYTE,
		/** Read and thrown away after the answer, so that the connection can be used again. */
		dropped: MEGABYTE
	},
	/** Wrong guesses of a password. NIST asks for at most 100 in a row for one account. */
	signIn: {
		/** From one network, which may be a whole delegation's. */
		network: { points: 50, window: 15 * MINUTE },
		accountFromNetwork: { points: 10, window: 15 * MINUTE },
		/** For one account, from everywhere together. */
		account: { points: 100, window: HOUR },
		/** On a device that has signed in to the account before, whatever happens elsewhere. */
		device: { points: 10, window: 15 * MINUTE },
		/** Accounts, networks or devices that are remembered for that. */
		keys: 20_000,
		devicesOfPerson: 20,
		/** Failures written to the log in a minute; more are only counted. */
		logged: 30
	},
	sessions: {
		/** By one person. */
		foundedInADay: 20,
		documents: 100,
		agendaItems: 300,
		participants: 1_000,
		/** Those whose visit has ended count too: their names stay. */
		guests: 200,
		delegations: 200,
		templatesOfOrganisation: 50
	},
	/** What one person may have. */
	person: { savedViews: 50, calendarFeeds: 20 },
	/** Requests of one person to originators: ever about one document, and waiting. */
	asks: { ofDocument: 20, waiting: 50 },
	notifications: {
		/** Kept for one person; the oldest go, read or not. */
		ofPerson: 1_000,
		/** Of one kind, by one person, about one action, within a minute: more are taken into the last. */
		burstOf: 3,
		/** Mentions of one person by another that are told within a minute. */
		mentions: 10,
		burst: MINUTE
	},
	/** What is attached to documents. */
	files: {
		/** Bytes of one. */
		bytes: 25 * MEGABYTE,
		/** Bytes of all that one person added to a session, and of all in it. */
		bytesOfPerson: 500 * MEGABYTE,
		bytesOfSession: 2_048 * MEGABYTE,
		ofDocument: 500,
		/** Of a picture, all together and along one side. */
		pixels: 40_000_000,
		side: 16_384,
		/** That are on their way, from one person and from all. */
		arrivingOfPerson: 4,
		arriving: 24
	},
	/** Searches of one person; the page asks after each pause in typing. */
	search: { points: 300, window: MINUTE, keys: 20_000 },
	/** Characters of somebody's words in a mail or calendar. */
	words: { name: 120, text: 500 },
	exports: {
		/** Files that are being made or wait, for one person and for all. */
		unfinishedOfPerson: 3,
		unfinished: 60,
		/** Finished files that are kept, and for how long. The oldest go first. */
		filesOfPerson: 10,
		bytesOfPerson: 64 * MEGABYTE,
		bytes: 256 * MEGABYTE,
		keptFor: 10 * MINUTE,
		/** Pages of minutes that one person waits for. */
		pagesOfPerson: 3,
		/** Cells of people's tables in one paper: typesetting each takes a millisecond and 0.1 MB. */
		cells: 4_000,
		/** Pictures of one paper: how many, their bytes and their pixels, all together. The others are only listed. */
		pictures: { count: 40, bytes: 16 * MEGABYTE, pixels: 60_000_000 }
	}
} as const;
