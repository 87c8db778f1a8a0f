import { useState, type ReactNode } from 'react';

import type { ChargeRow, ChargeSum } from '../../api/hub';
import { money } from '../../format/money';
import { number } from '../../format/number';
import { unitNumber } from '../../format/unitNumber';
import { useLanguage, useT } from '../../i18n';
import { Icon } from '../../parts/Icon';
import { MoreRows } from '../../parts/MoreRows';
import { Nothing } from '../../parts/Nothing';
import { useDebounced } from '../../parts/useDebounced';
import { Failure, Waiting } from '../../plan/States';
import { useOrganisations } from '../../session/organisations';
import { useRowKeys } from '../../shell/useShortcuts';
import { periodOf } from '../figures/figures';
import { PeriodBar } from '../figures/PeriodBar';
import type { HubClock } from '../gate/queries';
import { ActTable } from './ActTable';
import { chargesFile, NOBODY, useCharges, type ChargesWanted } from './queries';
import { SumTable } from './SumTable';
import { useChargeWords } from './words';

interface Asked {
  hub: HubClock;
  /** The instant of the hub's last answer. */
  now: string;
  params: URLSearchParams;
  go: (change: Record<string, string | null>) => void;
  /** Shows the events of what an act is about; nothing for who does not see the floor. */
  story?: (subject: string) => ReactNode;
}

/** Billable acts of a period at one hub: sums by act and payer, and the acts with their lines of the tariff. */
export function Charges({ hub, now, params, go, story }: Asked) {
  const t = useT();
  const words = useChargeWords();
  const organisations = useOrganisations();
  const period = periodOf(params, hub.zone, now);
  const [typed, setTyped] = useState('');
  const wanted: ChargesWanted = { act: params.get('act') ?? '', payer: params.get('payer') ?? '', q: useDebounced(typed, 250).trim(), isUnpriced: params.get('unpriced') !== null };
  const list = useCharges(hub.id, period, wanted);
  const [chosen, setChosen] = useState<ChargeRow>();
  const { first, items } = list;
  const select = (position: number) => {
    const row = items[position];
    if (!row) return;
    setChosen(row);
    document.querySelectorAll('[data-act]')[position]?.scrollIntoView({ block: 'nearest' });
  };
  useRowKeys(items.length, items.findIndex(({ id }) => id === chosen?.id), select);
  const payer = (of: string) => (of ? organisations.name(of) : t('hub.charges.nobody'));
  return (
    <div className="charges-body" aria-busy={list.isFetching}>
      <PeriodBar key={`${period.from}${period.until}`} zone={hub.zone} now={now} go={go} period={period} figures={first} isLate={list.isPlaceholderData || list.error !== null} />
      <section className="panel charges-sums" aria-label={t('hub.charges.sums')}>
        <Total sum={first?.all} />
        <div className="scroll" tabIndex={0} role="region" aria-label={t('hub.charges.sums')}>
          {first && <SumTable label={t('hub.charges.by_act')} sums={first.by_act} on={wanted.act} name={words.act} value={(of) => of} onPick={(act) => go({ act: act || null })} />}
          {first && first.by_payer.length > 1 && <SumTable label={t('hub.charges.by_payer')} sums={first.by_payer} on={wanted.payer} name={payer} value={(of) => of || NOBODY} onPick={(of) => go({ payer: of || null })} />}
        </div>
      </section>
      <section className="panel charges-acts" aria-label={t('hub.charges.title')}>
        <div className="ph tall">
          <input type="search" className="gate-search" aria-label={t('hub.charges.find')} placeholder={t('hub.charges.find')} value={typed} onChange={(event) => setTyped(event.target.value)} />
          <label className="check s">
            <input type="checkbox" checked={wanted.isUnpriced} onChange={(event) => go({ unpriced: event.target.checked ? '1' : null })} />
            {t('hub.charges.only_unpriced')}
          </label>
          {wanted.act && <Filter words={words.act(wanted.act)} onClear={() => go({ act: null })} />}
          {wanted.payer && <Filter words={payer(wanted.payer === NOBODY ? '' : wanted.payer)} onClear={() => go({ payer: null })} />}
          <span className="grow" />
          {(['csv', 'xlsx'] as const).map((format) => (
            <a key={format} className="link s" href={chargesFile(hub.id, period, wanted, format)} download>
              {format.toUpperCase()}
            </a>
          ))}
        </div>
        {list.error && <Failure error={list.error} />}
        {list.isPending && <Waiting rows={9} />}
        {first && items.length === 0 && <Nothing title={t('hub.charges.none')}>{t('hub.charges.none_words')}</Nothing>}
        {items.length > 0 && (
          <div className="scroll" data-rows tabIndex={0} role="region" aria-label={t('hub.charges.title')}>
            <ActTable zone={hub.zone} now={now} rows={items} chosen={chosen} onChoose={(row) => setChosen(row.id === chosen?.id ? undefined : row)} />
            <div className="span-more">
              <MoreRows shown={items.length} total={list.total} hasNext={list.hasNextPage} isFetching={list.isFetchingNextPage} onMore={() => void list.fetchNextPage()} />
            </div>
          </div>
        )}
        {chosen && story && <Story row={chosen} onClose={() => setChosen(undefined)}>{story(chosen.about)}</Story>}
      </section>
    </div>
  );
}

/** The whole of what is shown. */
function Total({ sum }: { sum: ChargeSum | undefined }) {
  const t = useT();
  const language = useLanguage();
  return (
    <div className="charges-total" data-total>
      {sum?.sums.map((one) => (
        <span key={one.currency} className="b">
          {money(language, one)}
        </span>
      ))}
      <span className="s t3">{sum && t('hub.charges.acts_count', { count: number(language, sum.acts) })}</span>
    </div>
  );
}

/** A filter that is on, and the way out of it. */
function Filter({ words, onClear }: { words: string; onClear: () => void }) {
  const t = useT();
  return (
    <button type="button" className="btn q" onClick={onClear} aria-label={`${t('hub.charges.clear')}: ${words}`}>
      {words} <Icon name="close" />
    </button>
  );
}

/** The events of what an act is about. */
function Story({ row, onClose, children }: { row: ChargeRow; onClose: () => void; children: ReactNode }) {
  const t = useT();
  return (
    <div className="scroll span-story" tabIndex={0} role="region" aria-label={t('hub.story')} data-story={row.about}>
      <p className="span-about row">
        <b>{row.about.startsWith('unit:') ? unitNumber(row.name) : row.name}</b>
        <span className="grow" />
        <button type="button" className="btn sq q" aria-label={t('action.close')} onClick={onClose}>
          <Icon name="close" />
        </button>
      </p>
      {children}
    </div>
  );
}
