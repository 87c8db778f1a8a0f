import type { PoolView } from '../api/booking';
import { byDimension, type Amounts } from '../format/amount';
import { useT } from '../i18n';
import { useOrganisations } from '../session/organisations';

/** The pool that anybody may book from. */
export const FREE_POOL = 'free';

const CUSTOMER = 'customer:';
const SITE = 'site:';

/** Returns the pool of a customer. */
export function customerPool(organisation: string): string {
  return CUSTOMER + organisation;
}

/** Returns the pool of another site. */
export function sitePool(site: string): string {
  return SITE + site;
}

/** Returns what a pool can still sell on every hop, in the dimensions that the run counts. */
export function unsold({ hops }: Pick<PoolView, 'hops'>, room: Amounts): Amounts {
  const lefts = hops.map(({ left }) => byDimension(left));
  return Object.fromEntries(Object.keys(room).map((name) => [name, Math.max(0, Math.min(...lefts.map((left) => left[name] ?? 0)))]));
}

/** Returns the name of a pool: free sale, or whom it is allotted to. */
export function usePoolName(): (pool: string) => string {
  const t = useT();
  const organisations = useOrganisations();
  return (pool) => {
    if (pool === FREE_POOL) return t('capacity.free_pool');
    if (pool.startsWith(CUSTOMER)) return organisations.name(pool.slice(CUSTOMER.length));
    return organisations.name(pool.startsWith(SITE) ? pool.slice(SITE.length) : pool);
  };
}
