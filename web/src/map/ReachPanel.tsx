import { useCallback, useState } from 'react';

import type { ReachAnswer } from '../api/types';
import { nameIn } from '../format/names';
import { number } from '../format/number';
import { csv, download } from '../format/csv';
import { translated, useLanguage, useT } from '../i18n';
import { Icon } from '../parts/Icon';
import { PlaceField } from '../plan/PlaceField';
import { problemWords } from '../plan/problems';
import { useRowKeys } from '../shell/useShortcuts';
import { Waiting } from '../plan/States';

const DAYS_MAX = 90;

/** What can be reached from a place within some days: two totals and the list behind the map. */
export function ReachPanel({ from, days, answer, error, isFetching, selected, onFrom, onDays, onSelect }: {
  from: string;
  days: number;
  answer: ReachAnswer | undefined;
  error: unknown;
  isFetching: boolean;
  selected: string;
  onFrom: (from: string) => void;
  onDays: (days: number) => void;
  onSelect: (id: string) => void;
}) {
  const t = useT();
  const language = useLanguage();
  const [draft, setDraft] = useState(from);
  const [publishedOnly, setPublishedOnly] = useState(false);
  const [draftOf, setDraftOf] = useState(from);
  if (draftOf !== from) {
    setDraftOf(from);
    setDraft(from);
  }
  const ports = (answer?.ports ?? []).filter((port) => !publishedOnly || !port.rests_on_modelled);
  const index = ports.findIndex((port) => port.place === selected);
  const select = useCallback(
    (position: number) => {
      const port = ports[position];
      if (!port) return;
      onSelect(port.place);
      document.querySelector(`[data-port="${port.place}"]`)?.scrollIntoView({ block: 'nearest' });
    },
    [ports, onSelect],
  );
  useRowKeys(ports.length, index, select);
  return (
    <>
      <form
        className="reach-form"
        onSubmit={(event) => {
          event.preventDefault();
          onFrom(draft);
        }}
      >
        <PlaceField
          id="reach-from"
          label={t('reach.from')}
          value={draft}
          error={error && !isFetching ? problemWords(t, error) : undefined}
          onChange={(value) => {
            setDraft(value);
            // A picked place is a whole code; typed words wait for Enter.
            if (/^[A-Z]{5}(-[A-Z0-9]+)?$/.test(value)) onFrom(value);
          }}
        />
        <label className="slider">
          <span className="xs t3">
            {t('reach.within')} <b className="t1">{t('time.days', { days: number(language, days), count: days })}</b>
          </span>
          <input type="range" min="1" max={DAYS_MAX} value={days} onChange={(event) => onDays(Number(event.target.value))} />
        </label>
      </form>
      {answer && (
        <table className="totals" aria-busy={isFetching}>
          <thead>
            <tr>
              <th scope="col">
                <span className="sr-only">{t('reach.counted')}</span>
              </th>
              <th scope="col" className="num">{t('reach.ports')}</th>
              <th scope="col" className="num">{t('reach.countries')}</th>
              <th scope="col" className="num">{t('reach.inland')}</th>
            </tr>
          </thead>
          <tbody>
            <Totals words={t('reach.published')} totals={answer.published} />
            <Totals words={t('reach.with_modelled')} totals={answer.with_modelled} />
          </tbody>
        </table>
      )}
      <div className="foot top-line">
        <label className="check s">
          <input type="checkbox" checked={publishedOnly} onChange={(event) => setPublishedOnly(event.target.checked)} />
          <span>{t('reach.only_published')}</span>
        </label>
        <span className="grow" />
        <button type="button" className="btn q" disabled={!answer} onClick={() => answer && download(`landbridge-reach-${from}.csv`, reachCsv(answer))}>
          <Icon name="file" /> CSV
        </button>
      </div>
      {!answer && isFetching && <Waiting rows={6} />}
      {answer && (
        <div className={`scroll ${isFetching ? 'stale' : ''}`} data-rows tabIndex={0} role="region" aria-label={t('reach.list', { count: ports.length })}>
          <table className="lg ports">
            <colgroup>
              <col />
              <col className="c-country" />
              <col className="c-days" />
            </colgroup>
            <thead>
              <tr>
                <th scope="col">{t('reach.list', { count: ports.length, amount: number(language, ports.length) })}</th>
                <th scope="col">{t('reach.col_country')}</th>
                <th scope="col" className="num">{t('race.col_days')}</th>
              </tr>
            </thead>
            <tbody>
              {ports.map((port) => (
                <tr key={port.place} className={port.place === selected ? 'sel' : ''} onClick={() => onSelect(port.place)} data-port={port.place} aria-current={port.place === selected ? 'true' : undefined}>
                  <td title={translated(t, `place_kind.${port.kind}`) ?? port.kind}>
                    <span className={port.rests_on_modelled ? 'hollow-dot' : 'full-dot'} aria-hidden="true" />
                    {nameIn(language, port.name)}
                    {port.rests_on_modelled && <span className="sr-only"> {t('reach.modelled')}</span>}
                  </td>
                  <td className="t2">{port.country}</td>
                  <td className="num">{number(language, port.days, 1)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  );
}

function Totals({ words, totals }: { words: string; totals: ReachAnswer['published'] }) {
  const language = useLanguage();
  return (
    <tr>
      <th scope="row">{words}</th>
      <td className="num b">{number(language, totals.ports)}</td>
      <td className="num b">{number(language, totals.countries)}</td>
      <td className="num">{number(language, totals.inland)}</td>
    </tr>
  );
}

function reachCsv(answer: ReachAnswer): string {
  const header = ['place', 'name', 'country', 'kind', 'lat', 'lon', 'arrival_utc', 'days', 'rests_on_modelled'];
  return csv([header, ...answer.ports.map((port) => [port.place, port.name.en, port.country, port.kind, port.lat, port.lon, port.arrival, port.days, port.rests_on_modelled ? 'yes' : 'no'])]);
}
