import { useState } from 'react';

import type { GaugeDocument } from '../../api/gauge';
import { number } from '../../format/number';
import { useLanguage, useT } from '../../i18n';
import { Icon } from '../../parts/Icon';
import { Refused } from '../../parts/Refused';
import { Failure, Waiting } from '../../plan/States';
import { useMay } from '../../session/session';
import { useOnHub } from '../onHub';
import { hubPath, useHubAct } from '../queries';
import { GaugeDrawing } from './GaugeDrawing';
import { GaugeNotes } from './GaugeNotes';
import { GaugePrint } from './GaugePrint';
import { GaugeShortage } from './GaugeShortage';
import { GaugeSigning } from './GaugeSigning';
import { GaugeTally } from './GaugeTally';
import { GaugeUnits } from './GaugeUnits';
import { pairsOf } from './pairs';
import { useGaugeDocument, useGaugePlan } from './queries';

/** One gauge change in full: drawn, its list, the tally of a unit, its notes, both signatures. */
export function GaugeOne({ change }: { change: string }) {
  const { plan } = useOnHub();
  const document = useGaugeDocument(plan.id, change);
  if (document.error && !document.data) return <Failure error={document.error} />;
  if (!document.data) return <Waiting rows={9} />;
  return <Shown document={document.data} />;
}

function Shown({ document }: { document: GaugeDocument }) {
  const t = useT();
  const language = useLanguage();
  const { plan, floor } = useOnHub();
  const dispatches = useMay('dispatch');
  const [unit, setUnit] = useState<string | null>(null);
  const isOpen = document.stage === 'open';
  const train = (visit: string) => floor.visits.find(({ id }) => id === visit);
  const [from, to] = [train(document.from.visit), train(document.to.visit)];
  const proposal = useGaugePlan(plan.id, isOpen && from && to && !document.corrects ? from.id : null, to?.id ?? null);
  const pairs = from && to ? pairsOf(document, isOpen ? proposal.data : undefined, from.wagons, to.wagons) : [];
  const unplanned = pairs.filter(({ state }) => state === 'proposed').length;
  const { act, error, isPending } = useHubAct(plan.id);
  const chosen = document.units.find((row) => row.unit === unit) ?? (isOpen ? document.units.find((row) => row.outcome === 'over' && !row.tally) : undefined) ?? document.units[0];
  const { counts } = document;
  const file = (format: string) => `${hubPath(plan.id, 'gauge-changes', document.id, 'export')}?format=${format}`;
  return (
    <section className="panel gauge-one" aria-label={t('hub.gauge_between', { from: document.from.name, to: document.to.name })}>
      <div className="ph tall">
        <h2 className="el">{t('hub.gauge_between', { from: document.from.name, to: document.to.name })}</h2>
        <span className="c s">
          {t('hub.gauge_counts', { over: number(language, counts.over), units: number(language, counts.units) })}
          {t('way.comma')}
          {t('hub.gauge_counts_rest', { behind: number(language, counts.behind), open: number(language, counts.open), tallied: number(language, counts.tallied) })}
        </span>
        <span className="grow" />
        {dispatches && isOpen && unplanned > 0 && (
          <button type="button" className="btn p" disabled={isPending} onClick={() => act({ do: 'gauge_plan', change: document.id })}>
            {t('hub.gauge_plan_all', { count: unplanned })}
          </button>
        )}
        <a className="btn q" href={file('csv')} download>
          CSV
        </a>
        <a className="btn q" href={file('xlsx')} download>
          XLSX
        </a>
        <button type="button" className="btn q" onClick={() => window.print()}>
          <Icon name="file" />
          {t('hub.gauge_print')}
        </button>
      </div>
      <div className="scroll gauge-parts">
        <Refused error={error} />
        {document.corrects && <p className="s c-late">{t('hub.gauge_corrects', { reason: document.corrects.reason })}</p>}
        {isOpen && proposal.data && <GaugeShortage plan={proposal.data} />}
        {from && to ? (
          <GaugeDrawing from={{ ...document.from, wagons: from.wagons }} to={{ ...document.to, wagons: to.wagons }} pairs={pairs} selected={chosen?.unit ?? null} onSelect={setUnit} />
        ) : (
          <p className="s t2">{t('hub.gauge_trains_left')}</p>
        )}
        <div className="gauge-columns">
          <GaugeUnits document={document} chosen={chosen?.unit ?? null} onChoose={setUnit} />
          <div className="gauge-side">
            {chosen && <GaugeTally key={`${chosen.unit} ${chosen.tally?.by.at ?? ''}`} document={document} unit={chosen} />}
            <GaugeNotes document={document} />
            <GaugeSigning document={document} />
          </div>
        </div>
      </div>
      <GaugePrint document={document} />
    </section>
  );
}
