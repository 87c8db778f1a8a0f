import { useState } from 'react';

import type { HubFigures } from '../../api/hub';
import { localAt, shortDateTime } from '../../format/time';
import { useLanguage, useT } from '../../i18n';
import { MomentField, readMoment, typedMoment, useClockWords } from '../../parts/MomentField';
import { Tabs } from '../../parts/Tabs';
import { DAYS_MAX, periodProblem, PERIODS, type Period, type PeriodName } from './figures';

/** By whose clock days begin, what time it is there, and how a link is changed. */
export interface Clocked {
  zone: string;
  /** The instant of the hub's last answer. */
  now: string;
  go: (change: Record<string, string | null>) => void;
}

/** Which days, and by whose clock. */
export function PeriodBar({ zone, now, go, period, figures, isLate }: Clocked & { period: Period; figures: Pick<HubFigures, 'from' | 'until'> | undefined; isLate: boolean }) {
  const t = useT();
  const language = useLanguage();
  const clockWords = useClockWords();
  const [isTyping, setIsTyping] = useState(period.name === 'own');
  const until = period.until ?? now;
  const said = (at: string) => {
    const time = localAt(zone, at);
    return time ? shortDateTime(language, time) : at;
  };
  const pick = (name: PeriodName) => {
    setIsTyping(name === 'own');
    if (name !== 'own') go({ period: name === '7d' ? null : name, from: null, until: null, span: null });
  };
  return (
    <section className="panel figures-bar" aria-label={t('hub.figures_period')}>
      <Tabs label={t('hub.figures_period')} tabs={PERIODS.map((name) => ({ name, words: t(`hub.figures_in.${name}`) }))} on={isTyping ? 'own' : period.name} onPick={pick} />
      {isTyping && <OwnPeriod zone={zone} go={go} from={period.from} until={until} />}
      <span className="grow" />
      <span className={`s ${isLate ? 'c-late' : 't2'}`} role={isLate ? 'status' : undefined} data-period>
        {isLate && figures && `${t('hub.last_known')}: `}
        {t('hub.ship_from', { from: said(figures?.from ?? period.from), until: said(figures?.until ?? until) })}
      </span>
      <span className="s t3 nw" title={zone}>
        {t('hub.figures_clock', { zone, mark: clockWords(zone, until) })}
      </span>
    </section>
  );
}

/** A period typed by the clock of the hub. */
function OwnPeriod({ zone, go, from, until }: Pick<Clocked, 'zone' | 'go'> & { from: string; until: string }) {
  const t = useT();
  const [begin, setBegin] = useState(() => typedMoment(zone, from));
  const [end, setEnd] = useState(() => typedMoment(zone, until));
  const read = { from: readMoment(zone, begin), until: readMoment(zone, end) };
  const problem = read.from && read.until ? periodProblem(read.from, read.until) : null;
  return (
    <form
      className="figures-own row"
      onSubmit={(event) => {
        event.preventDefault();
        if (read.from && read.until && !problem) go({ period: 'own', from: read.from, until: read.until, span: null });
      }}
    >
      <MomentField label={t('hub.from')} zone={zone} value={begin} onChange={setBegin} />
      <MomentField label={t('hub.until')} zone={zone} value={end} onChange={setEnd} error={problem && t(`hub.figures_bad.${problem}`, { days: DAYS_MAX })} />
      <button type="submit" className="btn p" disabled={!read.from || !read.until || problem !== null}>
        {t('hub.figures_show')}
      </button>
    </form>
  );
}
