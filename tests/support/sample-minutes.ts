import { newId } from '#shared/ids.ts';
import type { Minutes, MinutesAttendance } from '#shared/minutes/minutes.ts';
import type { RichMark, RichNode } from '#shared/editor/rich-text.ts';

/** Text that does harm if an exporter treats it as markup. Every printed format must show it verbatim. */
export const HOSTILE = [
	'#panic("x")',
	'<script>alert(1)</script>',
	'*x* $y$ @ref',
	'=HYPERLINK(1)',
	'| a | b |',
	'`tick` ``two``'
] as const;

const text = (words: string, ...marks: (string | RichMark)[]): RichNode => ({
	type: 'text',
	text: words,
	...(marks.length && {
		marks: marks.map((mark) => (typeof mark === 'string' ? { type: mark } : mark))
	})
});
const node = (type: string, ...content: (RichNode | string)[]): RichNode => ({
	type,
	content: content.map((part) => (typeof part === 'string' ? text(part) : part))
});
const p = (...content: (RichNode | string)[]) => node('paragraph', ...content);
const li = (...content: RichNode[]) => node('listItem', ...content);
const block = (type: 'actionBlock' | 'decisionBlock', id: string): RichNode => ({
	type,
	attrs: { id }
});
const link = (href: string): RichMark => ({ type: 'link', attrs: { href } });
const task = (checked: boolean, words: string): RichNode => ({
	...node('taskItem', p(words)),
	attrs: { checked }
});

const opening = node(
	'doc',
	p(
		'The President of Eurojust stated that the acquisition of advanced technology by foreign adversaries was a global problem that demanded a global solution; that the war of aggression had only increased the urgency of finding effective solutions to that longstanding challenge; and that the presence of so many stakeholders sent a powerful signal.'
	),
	p(
		'Mr Kovács Őrs and Ms Ștefan Țîrlea were welcomed as ',
		text('new', 'bold'),
		' and ',
		text('corresponding', 'italic'),
		' members, the ',
		text('Ελληνική αντιπροσωπεία', 'underline'),
		' as host; the word ',
		text('observer', 'strike'),
		' was struck out. See the ',
		text('press release', link('https://www.eurojust.europa.eu/')),
		' and write to ',
		text('the desk', link('mailto:desk@example.eu')),
		', but not to ',
		text('this', link('javascript:alert(1)')),
		'.'
	),
	block('decisionBlock', 'd1'),
	node('blockquote', p('It is not just about technology; it is about protecting innocent lives.'))
);

const threat = node(
	'doc',
	{ ...node('heading', 'Technologies at risk'), attrs: { level: 4 } },
	p('The participants named four areas in which unlawful acquisition is most damaging:'),
	node(
		'bulletList',
		li(p('semiconductor technology')),
		li(
			p('quantum computing, in particular'),
			node('bulletList', li(p('cryogenics')), li(p('control electronics')))
		),
		li(p('biosciences')),
		li(p('artificial intelligence'))
	),
	p('Three routes were described, in order of frequency:'),
	{
		...node(
			'orderedList',
			li(p('transshipment through third countries')),
			li(
				p('shell companies'),
				node('orderedList', li(p('with a nominee director')), li(p('with a shared address')))
			),
			li(p('false end-user statements'))
		),
		attrs: { start: 3 }
	},
	node(
		'table',
		node(
			'tableRow',
			node('tableHeader', p('Route')),
			node('tableHeader', p('Cases 2023')),
			node('tableHeader', p('Remark'))
		),
		node(
			'tableRow',
			node('tableCell', p('Transshipment')),
			node('tableCell', p('41')),
			node('tableCell', p('Figures of the Генеральна прокуратура України; a | b'))
		),
		node('tableRow', node('tableCell', p('Shell companies')), {
			...node('tableCell', p('not counted separately')),
			attrs: { colspan: 2, rowspan: 9 }
		})
	),
	block('actionBlock', 'a1'),
	block('actionBlock', 'a2'),
	block('actionBlock', 'gone'),
	node('horizontalRule'),
	node('taskList', task(true, 'Circulate the list of areas'), task(false, 'Collect corrections'))
);

const hostile = node(
	'doc',
	...HOSTILE.map((words) => p(words)),
	p(text('code ` | <b>', 'code'), node('hardBreak'), '# not a heading'),
	p('1. not a list'),
	block('decisionBlock', 'd2'),
	block('decisionBlock', 'c1')
);

/** Minutes with everything that an exporter has to print, from four delegations in three scripts. */
export function sampleMinutes(change: Partial<Minutes> = {}): Minutes {
	return {
		schema: 'briefing-board/minutes/1',
		control: {
			reference: 'JS-01-MIN',
			status: { is: 'live' },
			language: 'en',
			label: 'TLP:AMBER+STRICT',
			community: 'Authorities that took part in the session',
			clients: '',
			source: 'Eurojust press release of 17 July 2024',
			version: 'complete',
			withheld: 2,
			because: [],
			preparedAt: '2024-07-17T14:05:00.000Z'
		},
		blank: 'not stated in the source',
		meeting: {
			reference: 'JS-01',
			title: 'Joint meeting on keeping sensitive technologies out of the wrong hands',
			hosts: ['Eurojust', 'United States Department of Justice'],
			date: '2024-07-12',
			startsAt: '10:00',
			timeZone: 'Europe/Amsterdam',
			moments: undefined,
			place: undefined,
			chair: 'Ladislav Hamran',
			rapporteur: undefined,
			purpose:
				'To step up efforts against the unlawful transfer of sensitive technology to foreign adversaries.'
		},
		delegations: [
			{
				organisation: 'Eurojust',
				code: 'EJ',
				country: 'European Union',
				people: [
					{
						name: 'Ladislav Hamran',
						function: 'President',
						capacity: 'Chair',
						illustrative: false,
						attendance: undefined
					},
					{
						name: 'Kovács Őrs',
						function: 'National Member',
						capacity: 'Participant',
						illustrative: true,
						attendance: undefined
					}
				]
			},
			{
				organisation: 'Генеральна прокуратура України',
				code: 'PGO',
				country: 'Ukraine',
				people: [
					{
						name: 'Андрій Костін',
						function: 'Prosecutor General',
						capacity: 'Speaker',
						illustrative: false,
						attendance: undefined
					}
				]
			},
			{
				organisation: 'Ελληνική αντιπροσωπεία',
				code: 'EL',
				country: 'Greece',
				people: [
					{
						name: 'Ștefan Țîrlea',
						function: '',
						capacity: 'Observer',
						illustrative: true,
						attendance: undefined
					}
				]
			},
			{
				organisation: 'United States Department of Justice',
				code: 'DOJ',
				country: 'United States',
				people: []
			}
		],
		items: [
			{
				number: '1',
				title: 'Opening remarks',
				speakers: [
					{ name: 'Ladislav Hamran', function: 'President of Eurojust' },
					{ name: 'Андрій Костін', function: 'Prosecutor General' }
				],
				times: [],
				notes: opening
			},
			{ number: '2', title: 'Threat picture', speakers: [], times: [], notes: threat },
			{
				number: '3',
				title: 'Text as it was typed',
				speakers: [],
				times: [],
				notes: hostile
			},
			{
				number: '10',
				title: 'Topical sessions & "other" <business>',
				speakers: [],
				times: [],
				notes: node('doc', p())
			}
		],
		decisions: [
			{
				id: 'd1',
				reference: 'JS-01-D1',
				kind: 'decision',
				verb: 'agreed',
				text: 'to designate a single point of contact in each delegation',
				item: '1',
				illustrative: true,
				void: false,
				standing: 'in-force',
				readBack: {
					result: 'agreed-in-part',
					closedAt: '2024-07-12T09:50:00.000Z',
					agreed: ['Eurojust'],
					reservations: [
						{
							delegation: 'United States Department of Justice',
							words: 'Scrutiny <b>reservation</b> | #panic("x")',
							liftBy: '2024-07-26',
							isLifted: false
						}
					],
					notJoining: ['Генеральна прокуратура України'],
					notPresent: ['Ελληνική αντιπροσωπεία']
				}
			},
			{
				id: 'd2',
				reference: 'JS-01-D2',
				kind: 'decision',
				verb: 'decided',
				text: '',
				item: '3',
				illustrative: false,
				void: true,
				standing: 'proposed',
				readBack: undefined
			}
		],
		conclusions: [
			{
				id: 'c1',
				reference: 'JS-01-C1',
				kind: 'conclusion',
				verb: 'reaffirmed',
				text: 'their commitment to protecting critical technology assets',
				item: undefined,
				illustrative: false,
				void: false,
				standing: 'in-force',
				readBack: undefined
			}
		],
		actions: [
			{
				id: 'a1',
				reference: 'JS-01-A1',
				text: 'Send the list of diverted components to all delegations',
				lead: 'Генеральна прокуратура України',
				leadPerson: 'Андрій Костін',
				support: ['Eurojust', 'Ελληνική αντιπροσωπεία'],
				due: '2024-09-30',
				status: 'in-progress',
				isDeclined: false,
				item: '2',
				illustrative: true,
				void: false
			},
			{
				id: 'a2',
				reference: 'JS-01-A2',
				text: '',
				lead: undefined,
				leadPerson: undefined,
				support: [],
				due: undefined,
				status: 'cancelled',
				isDeclined: false,
				item: '2',
				illustrative: false,
				void: true
			},
			{
				id: 'a3',
				reference: 'JS-01-A3',
				text: 'Report on <b>end users</b> | #panic("x")',
				lead: 'Eurojust',
				leadPerson: undefined,
				support: [],
				due: undefined,
				status: 'proposed',
				isDeclined: false,
				item: undefined,
				illustrative: false,
				void: false
			}
		],
		withheld: [],
		annexes: [
			{ number: 1, kind: 'participants', title: 'Participants' },
			{
				number: 2,
				kind: 'text',
				id: newId(),
				title: 'Verbatim statements',
				label: 'TLP:CLEAR',
				body: node(
					'doc',
					{ ...node('heading', 'President Hamran'), attrs: { level: 2 } },
					node('blockquote', p('“We can and must do better.”'))
				)
			},
			{
				number: 3,
				kind: 'briefing',
				id: newId(),
				title: 'Diversion of semiconductors',
				label: 'TLP:AMBER',
				head: {
					texts: {
						owner: 'Eurojust',
						asOf: '1 July 2024',
						controlCodes: 'EU 2021/821 3A001',
						known: 'Components were found in captured equipment.',
						assessed: 'Procurement goes through third countries.',
						unknown: ''
					},
					technologies: ['Semiconductor technology', 'Quantum computing'],
					judgements: [
						{
							id: 'j1',
							statement: 'Diversion through third countries will grow',
							likelihood: 'very likely',
							confidence: 'moderate',
							basis: 'Customs data of three delegations'
						}
					],
					sources: [
						{
							id: 's1',
							description: 'Customs declarations',
							reliability: 'B',
							credibility: '2',
							label: 'TLP:GREEN'
						}
					]
				},
				body: node('doc', p('Details are kept by the owner.'))
			},
			{
				number: 4,
				kind: 'documents',
				title: 'Documents',
				documents: [
					{ title: 'Agenda of the joint meeting', label: 'TLP:CLEAR' },
					{ title: 'Threat briefing', label: 'TLP:AMBER' }
				]
			},
			{ number: 5, kind: 'withheld', title: 'Withheld content', count: 2 }
		],
		...change
	};
}

const onTheDay = (clock: string) => `2024-07-12T${clock}:00.000Z`;

/** The sample after a session from 10:04 to 12:30 in The Hague, with a break in its second item. */
export function ranMinutes(): Minutes {
	const sample = sampleMinutes();
	const times = [
		[{ start: onTheDay('08:04'), end: onTheDay('08:31') }],
		[
			{ start: onTheDay('08:31'), end: onTheDay('09:15') },
			{ start: onTheDay('09:40'), end: onTheDay('10:30') }
		]
	];
	return {
		...sample,
		meeting: {
			...sample.meeting,
			moments: [
				{ kind: 'started', at: onTheDay('08:04') },
				{ kind: 'suspended', at: onTheDay('09:15') },
				{ kind: 'resumed', at: onTheDay('09:40') },
				{ kind: 'closed', at: onTheDay('10:30') }
			]
		},
		items: sample.items.map((item, at) => ({ ...item, times: times[at] ?? [] })),
		delegations: sample.delegations.map((delegation) => ({
			...delegation,
			people: delegation.people.map((person) => ({
				...person,
				attendance: ATTENDANCE[person.name]
			}))
		}))
	};
}

const ATTENDANCE: Readonly<Record<string, MinutesAttendance>> = {
	'Ladislav Hamran': {
		stays: [
			{ mode: 'room', start: onTheDay('08:02'), end: onTheDay('09:15') },
			{ mode: 'remote', start: onTheDay('09:41'), end: onTheDay('10:30') }
		],
		absence: undefined
	},
	'Kovács Őrs': { stays: [], absence: { kind: 'excused' } },
	'Ștefan Țîrlea': {
		stays: [],
		absence: { kind: 'replaced', by: { name: 'Ελένη Παππά', illustrative: true } }
	}
};

/** Minutes without anything beyond what every session has. */
export function emptyMinutes(blank: string): Minutes {
	const sample = sampleMinutes();
	return {
		...sample,
		control: { ...sample.control, label: 'TLP:CLEAR', source: undefined, withheld: 0 },
		blank,
		delegations: [],
		items: [],
		decisions: [],
		conclusions: [],
		actions: [],
		annexes: [{ number: 1, kind: 'withheld', title: 'Withheld content', count: 0 }]
	};
}
