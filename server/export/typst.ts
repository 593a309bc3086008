import { createRequire } from 'node:module';

/** The part of the Typst compiler's native package that we use. */
export interface TypstCompiler {
	/** Throws the diagnostics if the document cannot be typeset. */
	pdf(
		source: { mainFileContent: string; inputs: Readonly<Record<string, string>> },
		options: { pdfStandard: 'ua-1'; creationTimestamp: number }
	): Uint8Array;
	/** Gives it a file that is on no disk. */
	mapShadow(path: string, content: Buffer): void;
	/** Takes back every such file. */
	resetShadow(): void;
	/** Forgets what was not used in so many documents. */
	evictCache(age: number): void;
}

interface TypstPackage {
	readonly NodeCompiler: {
		create(options: {
			workspace: string;
			fontArgs: readonly { fontPaths: readonly string[] }[];
		}): TypstCompiler;
	};
}

/** PDF is not available: no build of the typesetter for this platform is installed. */
export class ExportUnavailable extends Error {
	override readonly name = 'ExportUnavailable';
}

const BUILDS = [
	'@myriaddreamin/typst-ts-node-compiler-linux-x64-gnu',
	'@myriaddreamin/typst-ts-node-compiler-linux-x64-musl'
];
const FONTS = [
	'source-serif-4/400Regular/SourceSerif4_400Regular',
	'source-serif-4/400Regular_Italic/SourceSerif4_400Regular_Italic',
	'source-serif-4/600SemiBold/SourceSerif4_600SemiBold',
	'source-serif-4/600SemiBold_Italic/SourceSerif4_600SemiBold_Italic',
	'source-serif-4/700Bold/SourceSerif4_700Bold',
	'source-serif-4/700Bold_Italic/SourceSerif4_700Bold_Italic',
	'source-sans-3/400Regular/SourceSans3_400Regular',
	'source-sans-3/400Regular_Italic/SourceSans3_400Regular_Italic',
	'source-sans-3/600SemiBold/SourceSans3_600SemiBold',
	'source-sans-3/700Bold/SourceSans3_700Bold'
];

/**
 * A typesetter that can read nothing but `workspace` and the product's fonts. Native `builds` are tried in order;
 * throws {@link ExportUnavailable} if none of them loads.
 */
export function createTypst(workspace: string, builds: readonly string[] = BUILDS): TypstCompiler {
	const require = createRequire(import.meta.url);
	const typst = firstOf(builds, require);
	const fontPaths = FONTS.map((font) => require.resolve(`@expo-google-fonts/${font}.ttf`));
	return typst.NodeCompiler.create({ workspace, fontArgs: [{ fontPaths }] });
}

function firstOf(builds: readonly string[], require: NodeJS.Require): TypstPackage {
	const failures: unknown[] = [];
	for (const build of builds) {
		try {
			return require(build) as TypstPackage;
		} catch (error) {
			failures.push(error);
		}
	}
	throw new ExportUnavailable('No build of the typesetter for this platform is installed', {
		cause: new AggregateError(failures)
	});
}
