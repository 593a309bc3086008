import { Forgetting, type ForgettingOptions } from './forgetting.ts';
import { LatePlaces } from './late-places.ts';
import { Restrictions, type RestrictionsOptions } from './restrictions.ts';

/** Everything that lines need on their way into an annex. */
export function createRestricting(
	parts: ForgettingOptions & Omit<RestrictionsOptions, 'forgetting'>
) {
	const forgetting = new Forgetting(parts);
	return {
		forgetting,
		restrictions: new Restrictions({ ...parts, forgetting }),
		latePlaces: new LatePlaces(parts)
	};
}
