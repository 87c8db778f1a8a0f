import { type ReactNode } from 'react';

import type { Problem } from '../api/types';
import { number } from '../format/number';
import { useLanguage, useT } from '../i18n';
import { Icon } from '../parts/Icon';
import { MoreRows } from '../parts/MoreRows';
import { Nothing } from '../parts/Nothing';
import { SearchBox } from '../parts/SearchBox';
import { Tabs } from '../parts/Tabs';
import { Failure, Waiting } from '../plan/States';
import { useOrganisations } from '../session/organisations';
import { isFiltered, NO_FILTER, STATUSES, tableAddress, type ListFilter, type ListPart, type Status } from './filter';
import { useOnScreen } from './onScreen';

/** A list as far as its frame is concerned. */
interface Asked {
  items: readonly unknown[];
  total: number | null;
  first: { counts?: Record<string, number> } | undefined;
  error: unknown;
  isPending: boolean;
  isFetching: boolean;
  isPlaceholderData: boolean;
  hasNextPage: boolean;
  isFetchingNextPage: boolean;
  fetchNextPage: () => unknown;
}

/** A list of things at the hubs: search, filters with their counts, the rows, how many are hidden, and the files. */
export function ListFrame({ part, filter, list, children }: { part: ListPart; filter: ListFilter; list: Asked; children: ReactNode }) {
  const t = useT();
  const language = useLanguage();
  const { go } = useOnScreen();
  const counts = list.first?.counts ?? {};
  const all = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const words = (status: Status) => t(`at_hubs.status.${status}`);
  const tabs = [{ name: 'all' as const, words: t('at_hubs.all'), count: all }, ...STATUSES[part].map((name) => ({ name, words: words(name), count: counts[name] ?? 0 }))];
  const failed = Boolean(list.error) && list.items.length === 0;
  return (
    <section className="panel" aria-label={t(`at_hubs.part.${part}`)} aria-busy={list.isFetching}>
      <div className="at-hubs-filters">
        <SearchBox label={t(`at_hubs.search.${part}`)} value={filter.q ?? ''} onChange={(q) => go({ q })} />
        <Tabs<Status | 'all'> label={t('at_hubs.col.status')} tabs={tabs} on={(filter.status as Status | undefined) ?? 'all'} onPick={(name) => go({ status: name === 'all' ? null : name })} />
        <label className="check s">
          <input type="checkbox" checked={filter.held === 'true'} onChange={(event) => go({ held: event.target.checked ? 'true' : null })} />
          {t('at_hubs.held_only')}
        </label>
        {part === 'goods' && (
          <select aria-label={t('store.customs')} value={filter.bonded ?? ''} onChange={(event) => go({ bonded: event.target.value })}>
            <option value="">{t('store.all_customs')}</option>
            <option value="true">{t('store.bonded')}</option>
            <option value="false">{t('store.free')}</option>
          </select>
        )}
        <Owners filter={filter} />
        {isFiltered(filter) && (
          <button type="button" className="btn q" onClick={() => go(NO_FILTER)}>
            {t('at_hubs.clear')}
          </button>
        )}
      </div>
      {failed && <Failure error={list.error as Problem} />}
      {list.isPending && !failed && <Waiting rows={8} />}
      {!list.isPending && !failed && list.items.length === 0 && (
        <Nothing title={t(`at_hubs.none.${part}`)}>{t(isFiltered(filter) ? 'at_hubs.none_fits' : `at_hubs.none_words.${part}`)}</Nothing>
      )}
      {list.items.length > 0 && (
        <div className={`scroll at-hubs-list ${list.isPlaceholderData ? 'stale' : ''}`} data-rows tabIndex={0} role="region" aria-label={t(`at_hubs.part.${part}`)}>
          {children}
        </div>
      )}
      {list.items.length > 0 && (
        <div className="foot">
          <span className="s t3" role="status">
            {t('at_hubs.shown', { shown: number(language, list.items.length), total: number(language, list.total ?? list.items.length) })}
          </span>
          <MoreRows shown={list.items.length} total={list.total} hasNext={list.hasNextPage} isFetching={list.isFetchingNextPage} onMore={() => void list.fetchNextPage()} />
          <Zones />
          <span className="grow" />
          {(['csv', 'xlsx'] as const).map((format) => (
            <a key={format} className="btn q" href={tableAddress(part, filter, format)} download>
              <Icon name="file" /> {format.toUpperCase()}
            </a>
          ))}
        </div>
      )}
    </section>
  );
}

/** Whose things are shown, where those of all are seen. */
function Owners({ filter }: { filter: ListFilter }) {
  const t = useT();
  const { seesAll, go } = useOnScreen();
  const organisations = useOrganisations();
  if (!seesAll) return null;
  return (
    <select aria-label={t('at_hubs.col.owner')} value={filter.owner ?? ''} onChange={(event) => go({ owner: event.target.value })}>
      <option value="">{t('at_hubs.all_owners')}</option>
      {organisations.all.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </select>
  );
}

/** By whose clock the times are. */
function Zones() {
  const t = useT();
  const { hubs, params } = useOnScreen();
  const hub = hubs.find(({ id }) => id === params.get('hub'));
  return <span className="xs t3 at-hubs-zones">{hub ? t('hub.gate.zone', { zone: hub.zone }) : t('at_hubs.own_clocks')}</span>;
}
