import { useState } from 'react';

import { useT } from '../../i18n';
import { Icon } from '../../parts/Icon';
import { Nothing } from '../../parts/Nothing';
import { Failure, Waiting } from '../../plan/States';
import { useMay } from '../../session/session';
import { hubPath, useGrain } from '../queries';
import { useOnHub } from '../onHub';
import { GrainDialog } from './GrainDialog';
import { LotTable } from './LotTable';
import { SiloDrawing } from './SiloDrawing';

/** The silo of a hub: cells with what lies in them, and the lots. */
export function GrainView() {
  const t = useT();
  const { plan } = useOnHub();
  const { data, error } = useGrain(plan.id);
  const [dispatches, records] = [useMay('dispatch'), useMay('record')];
  const [asking, setAsking] = useState<'declare' | 'count' | null>(null);
  if (!data) return error ? <Failure error={error} /> : <Waiting rows={8} />;
  if (data.cells.length === 0) {
    return (
      <section className="panel" aria-label={t('hub.grain_cells')}>
        <Nothing title={t('hub.grain_no_cells')}>{t('hub.grain_no_cells_words')}</Nothing>
      </section>
    );
  }
  return (
    <div className="hub-grain-view">
      <section className="panel" aria-label={t('hub.grain_cells')}>
        <div className="ph">
          <h2>{t('hub.grain_cells')}</h2>
          <span className="grow" />
          <span className="s t3">{t('hub.grain_export')}</span>
          {(['csv', 'xlsx'] as const).map((format) => (
            <a key={format} className="link s" href={`${hubPath(plan.id, 'grain', 'balance')}?format=${format}`} download>
              {format.toUpperCase()}
            </a>
          ))}
          {records && (
            <button type="button" className="btn" onClick={() => setAsking('count')}>
              {t('hub.grain_do.count')}
            </button>
          )}
        </div>
        <SiloDrawing cells={data.cells} />
      </section>
      <section className="panel" aria-label={t('hub.grain_lots')}>
        <div className="ph tall">
          <h2>{t('hub.grain_lots')}</h2>
          {data.closed > 0 && <span className="c s">{t('hub.grain_closed_count', { count: data.closed })}</span>}
          <span className="grow" />
          {dispatches && (
            <button type="button" className="btn" onClick={() => setAsking('declare')}>
              <Icon name="plus" />
              {t('hub.grain_do.declare')}
            </button>
          )}
        </div>
        <LotTable lots={data.lots} />
      </section>
      {asking && <GrainDialog kind={asking} lot={null} onClose={() => setAsking(null)} />}
    </div>
  );
}
