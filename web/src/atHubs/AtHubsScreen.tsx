import { useCallback, useMemo } from 'react';

import { shortName } from '../format/names';
import { useLanguage, useT } from '../i18n';
import { Nothing } from '../parts/Nothing';
import { Tabs } from '../parts/Tabs';
import { Failure, Waiting } from '../plan/States';
import { changed, navigate, useRoute } from '../route';
import { useHubs } from '../hub/queries';
import { useSession } from '../session/session';
import { AppointmentsPart } from './AppointmentsPart';
import { ChargesPart } from './ChargesPart';
import { OF_ONE_LIST, PARTS, partOf, type Part } from './filter';
import { GoodsPart } from './GoodsPart';
import { LotsPart } from './LotsPart';
import { ScreenContext, type OnScreen } from './onScreen';
import { useTotals } from './queries';
import { UnitsPart } from './UnitsPart';

/** What somebody has at the hubs: appointments of trucks, boxes, goods and grain. Nothing of the floors around them. */
export default function AtHubsScreen() {
  const t = useT();
  const language = useLanguage();
  const { params } = useRoute();
  const hubs = useHubs();
  const organisation = useSession().data?.organisation;
  const part = partOf(params);
  const hub = params.get('hub') ?? undefined;
  const totals = useTotals(hub);
  const go = useCallback((change: Record<string, string | null>) => navigate('at-hubs', changed(params, change), true), [params]);
  const on = useMemo<OnScreen | null>(() => (hubs.data ? { hubs: hubs.data, seesAll: organisation?.kind === 'operator', params, go } : null), [hubs.data, organisation?.kind, params, go]);
  const tabs = PARTS.map((name) => ({ name, words: t(`at_hubs.part.${name}`), count: name === 'appointments' || name === 'charges' ? undefined : totals[name] }));
  return (
    <>
      <div className="at-hubs-head">
        <h1>{t('screen.at-hubs')}</h1>
        <span className="s t2 el">{on?.seesAll ? t('at_hubs.of_all') : (organisation?.name ?? '')}</span>
        <span className="grow" />
        {on && (
          <select className="hub-pick" aria-label={t('hub.which')} value={hub ?? ''} onChange={(event) => go({ hub: event.target.value })}>
            <option value="">{t('at_hubs.all_hubs')}</option>
            {on.hubs.map(({ id, name }) => (
              <option key={id} value={id}>
                {shortName(language, name)} ({id})
              </option>
            ))}
          </select>
        )}
        <div className="at-hubs-tabs">
          <Tabs<Part> label={t('screen.at-hubs')} tabs={tabs} on={part} onPick={(name) => name !== part && go({ ...OF_ONE_LIST, part: name })} />
        </div>
      </div>
      {!on && <section className="panel">{hubs.error ? <Failure error={hubs.error} /> : <Waiting rows={8} />}</section>}
      {on && on.hubs.length === 0 && <section className="panel"><Nothing title={t('hub.no_hubs')}>{t('hub.no_hubs_words')}</Nothing></section>}
      {on && on.hubs.length > 0 && (
        <ScreenContext value={on}>
          <Shown part={part} />
        </ScreenContext>
      )}
    </>
  );
}

function Shown({ part }: { part: Part }) {
  switch (part) {
    case 'appointments':
      return <AppointmentsPart />;
    case 'units':
      return <UnitsPart />;
    case 'goods':
      return <GoodsPart />;
    case 'lots':
      return <LotsPart />;
    case 'charges':
      return <ChargesPart />;
  }
}
