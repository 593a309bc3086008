const NAMES = [
	...['board_closes_total', 'board_live_refused_total', 'board_upgrades_refused_total'],
	...['board_refusals_total', 'board_sign_ins_total']
];

/** What the metrics say was refused: metric with its labels, and how often. */
export function refusedIn(metrics: string): (readonly [what: string, times: string])[] {
	return metrics.split('\n').flatMap((line) => {
		const [, name = '', labels = '', value = ''] = /^(\w+)\{(.*)\} (\S+)$/.exec(line) ?? [];
		return NAMES.includes(name) && value !== '0'
			? [[`${name.replace(/^board_|_total$/g, '')} ${labels}`, value] as const]
			: [];
	});
}
