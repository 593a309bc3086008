import { writeFile } from 'node:fs/promises';
import type { Reporter, TestModule, Vitest } from 'vitest/node';
import { troubleFile, type Trouble } from './trouble.ts';

type Outside = Parameters<NonNullable<Reporter['onTestRunEnd']>>[1];

/** A reporter of vitest: what failed, errors outside tests included, in a file beside the JSON report. */
export default class TroubleReporter implements Reporter {
	#report: string | undefined;

	onInit({ config }: Vitest): void {
		this.#report = typeof config.outputFile === 'object' ? config.outputFile.json : undefined;
	}

	async onTestRunEnd(modules: readonly TestModule[], outside: Outside): Promise<void> {
		if (this.#report === undefined) return;
		const trouble = [...modules.flatMap(troubleIn), ...outside.map(troubleOutside)];
		await writeFile(troubleFile(this.#report), JSON.stringify(trouble));
	}
}

function troubleIn(module: TestModule): Trouble[] {
	const of = (name: string, errors: readonly Told[]) =>
		errors.map((error) => ({ file: module.moduleId, name, message: told(error) }));
	return [
		...of('while it loads', module.errors()),
		...[...module.children.allSuites()].flatMap((suite) => of(suite.fullName, suite.errors())),
		...[...module.children.allTests('failed')].flatMap((test) =>
			of(test.fullName, test.result().errors ?? [])
		)
	];
}

function troubleOutside(error: Outside[number]): Trouble {
	const path: unknown = error['VITEST_TEST_PATH'];
	return {
		file: typeof path === 'string' ? path : '',
		name: 'outside a test',
		message: told(error)
	};
}

interface Told {
	readonly message: string;
	readonly stack?: string;
}

/** Without the lines that tell of vitest itself. */
function told({ message, stack = message }: Told): string {
	const lines = stack.split('\n').filter((line) => !/node_modules|node:/.test(line));
	return stack.includes(message) ? lines.join('\n') : [message, ...lines].join('\n');
}
