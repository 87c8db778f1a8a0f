import { useState } from 'react';

import type { GrainLot } from '../../api/hub';
import { number } from '../../format/number';
import { useLanguage, useT } from '../../i18n';
import { Failure, Waiting } from '../../plan/States';
import { useOrganisations } from '../../session/organisations';
import { useMay } from '../../session/session';
import { HoldList } from '../HoldList';
import { HoldMarks } from '../HoldMarks';
import { InspectorHead } from '../InspectorHead';
import { useOnHub } from '../onHub';
import { useGrainLot } from '../queries';
import { Story } from '../Story';
import { shortId } from '../words';
import { GrainDialog } from './GrainDialog';
import type { GrainForm } from './forms';
import { LotBalance, LotWeights } from './LotFigures';
import { kilograms, percent } from './words';

/** One lot of grain: its quality, weights side by side, books, where it is from and where it went. */
export function LotInspector({ lot }: { lot: string }) {
  const { plan } = useOnHub();
  const { data, error } = useGrainLot(plan.id, lot);
  if (data) return <Contents answer={data} />;
  return error ? <Failure error={error} /> : <Waiting rows={6} />;
}

function Contents({ answer }: { answer: GrainLot }) {
  const t = useT();
  const language = useLanguage();
  const organisations = useOrganisations();
  const { row } = answer;
  const weight = row.quality.test_weight_gl;
  return (
    <>
      <InspectorHead title={row.number} chip={<HoldMarks holds={row.holds} />}>
        <div className="s t2">
          HS {row.commodity} · {organisations.name(row.owner)}
        </div>
      </InspectorHead>
      <div className="scroll" tabIndex={0} role="region" aria-label={t('hub.inspector')}>
        <dl className="kv hub-kv">
          <dt>{t('hub.grain_inside')}</dt>
          <dd>
            <b className="m">{kilograms(t, language, row.balance.inside_kg)}</b> {row.places.map(({ cell }) => shortId(cell)).join(', ')}
          </dd>
          <dt>{t('hub.grain_origin')}</dt>
          <dd>{[row.origin, row.crop_year].filter(Boolean).join(', ') || '–'}</dd>
          <dt>{t('hub.grain_quality')}</dt>
          <dd className="t2">{t(`hub.grain_basis.${row.basis}`)}</dd>
          <dt>{t('hub.grain_moisture')}</dt>
          <dd>{percent(language, row.quality.moisture_bp)}</dd>
          <dt>{t('hub.grain_protein')}</dt>
          <dd>{percent(language, row.quality.protein_bp)}</dd>
          <dt>{t('hub.grain_gluten')}</dt>
          <dd>{percent(language, row.quality.gluten_bp)}</dd>
          <dt>{t('hub.grain_test_weight')}</dt>
          <dd>{weight === null || weight === undefined ? '–' : t('hub.grain_gl', { value: number(language, weight) })}</dd>
          <dt>{t('hub.grain_certificates')}</dt>
          <dd>{answer.certificates.map(({ kind, number: named }) => `${t(`hub.grain_certificate.${kind}`)} ${named}`).join('; ') || '–'}</dd>
          <dt>{t('hub.grain_samples')}</dt>
          <dd>{answer.samples.map(({ number: named, verdict }) => `${named}: ${verdict?.laboratory ?? t('hub.grain_waiting')}`).join('; ') || '–'}</dd>
        </dl>
        <LotWeights rows={answer.weights} />
        <LotBalance balance={row.balance} />
        <Provenance answer={answer} />
        <HoldList holds={answer.holds} lift={(hold, reason) => ({ do: 'grain_lift', lot: row.id, hold, reason })} />
        <Story rows={answer.history} />
      </div>
      {!row.closed && <Foot answer={answer} />}
    </>
  );
}

function Provenance({ answer: { parts, into } }: { answer: GrainLot }) {
  const t = useT();
  const language = useLanguage();
  const { select } = useOnHub();
  const list = (title: string, rows: readonly { lot: string; number: string; mass_kg: number; depth?: number }[]) =>
    rows.length > 0 && (
      <>
        <h3 className="part-head">{title}</h3>
        <ul className="hold-list">
          {rows.map(({ lot, number: named, mass_kg, depth = 1 }, index) => (
            <li key={index} className="s" style={{ paddingInlineStart: depth * 10 }}>
              <button type="button" className="link" onClick={() => select(`lot:${lot}`)}>
                {named}
              </button>{' '}
              <span className="m">{kilograms(t, language, mass_kg)}</span>
            </li>
          ))}
        </ul>
      </>
    );
  return (
    <>
      {list(t('hub.grain_parts'), parts)}
      {list(t('hub.grain_into'), into)}
    </>
  );
}

const RECORDED = ['receive', 'weigh', 'issue', 'move', 'dry', 'lose', 'hold'] as const satisfies readonly GrainForm[];
const DECIDED = ['blend', 'close'] as const satisfies readonly GrainForm[];

function Foot({ answer: { row } }: { answer: GrainLot }) {
  const t = useT();
  const [dispatches, records] = [useMay('dispatch'), useMay('record')];
  const [asking, setAsking] = useState<GrainForm | null>(null);
  const kinds: GrainForm[] = [...(records ? RECORDED : []), ...(dispatches ? DECIDED : [])];
  const lies = row.balance.inside_kg > 0;
  const fits = kinds.filter((kind) => (kind === 'close' ? !lies : ['receive', 'weigh', 'hold'].includes(kind) || lies));
  return (
    <div className="inspector-foot">
      <div className="row buttons hub-buttons">
        {fits.map((kind) => (
          <button key={kind} type="button" className={kind === 'receive' ? 'btn p' : 'btn'} onClick={() => setAsking(kind)}>
            {t(`hub.grain_do.${kind}`)}
          </button>
        ))}
      </div>
      {asking && <GrainDialog kind={asking} lot={row} onClose={() => setAsking(null)} />}
    </div>
  );
}
