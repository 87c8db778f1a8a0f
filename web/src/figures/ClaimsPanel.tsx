import { useState, type ReactNode } from 'react';

import { useClaims } from '../api/queries';
import type { ClaimView } from '../api/types';
import { csv, download } from '../format/csv';
import { translated, useT } from '../i18n';
import { Icon } from '../parts/Icon';
import { Failure, Waiting } from '../plan/States';
import { useRowKeys } from '../shell/useShortcuts';
import { VERDICTS, verdictChip } from './verdicts';

/** Published figures beside what the corridor's data gives, with the verdict and how it came about. */
export function ClaimsPanel({ views }: { views: ReactNode }) {
  const t = useT();
  const { data, error, isFetching } = useClaims();
  const [verdict, setVerdict] = useState('all');
  const [chosen, setChosen] = useState('');
  const claims = data?.claims ?? [];
  const counts = VERDICTS.map((name) => ({ name, count: claims.filter((claim) => claim.verdict === name).length })).filter(({ count }) => count > 0);
  const rows = claims.filter((claim) => verdict === 'all' || claim.verdict === verdict);
  const selected = rows.find((claim) => claim.id === chosen) ?? rows[0] ?? null;
  function select(index: number) {
    const row = rows[index];
    if (!row) return;
    setChosen(row.id);
    document.querySelector(`[data-claim="${row.id}"]`)?.scrollIntoView({ block: 'nearest' });
  }
  useRowKeys(rows.length, selected ? rows.indexOf(selected) : 0, select);
  return (
    <>
      <section className="panel" aria-label={t('figures.claims')} aria-busy={isFetching}>
        <div className="ph tall">
          <h1>{t('figures.claims_title')}</h1>
          <span className="grow" />
          <button type="button" className="btn q" onClick={() => download('landbridge-claims.csv', claimsCsv(rows))} disabled={rows.length === 0}>
            <Icon name="file" /> CSV
          </button>
          {views}
        </div>
        <div className="tabs">
          <div className="seg" role="group" aria-label={t('figures.by_verdict')}>
            <button type="button" className={verdict === 'all' ? 'on' : ''} aria-pressed={verdict === 'all'} onClick={() => setVerdict('all')}>
              {t('figures.all')} <b>{claims.length}</b>
            </button>
            {counts.map(({ name, count }) => (
              <button key={name} type="button" className={verdict === name ? 'on' : ''} aria-pressed={verdict === name} onClick={() => setVerdict(name)}>
                {t(`verdict.${name}`)} <b>{count}</b>
              </button>
            ))}
          </div>
        </div>
        {error && <Failure error={error} />}
        {isFetching && !data && <Waiting rows={10} />}
        {data && (
          <div className="scroll" data-rows tabIndex={0} role="region" aria-label={t('figures.claims')}>
            <table className="it claims">
              <colgroup>
                <col />
                <col className="c-value" />
                <col className="c-value" />
                <col className="c-verdict" />
                <col className="c-judgement" />
              </colgroup>
              <thead>
                <tr>
                  <th scope="col">{t('figures.col_subject')}</th>
                  <th scope="col" className="num">{t('figures.col_claimed')}</th>
                  <th scope="col" className="num">{t('figures.col_computed')}</th>
                  <th scope="col">{t('figures.col_verdict')}</th>
                  <th scope="col">{t('figures.col_judgement')}</th>
                </tr>
              </thead>
              <tbody>
                {rows.map((claim) => (
                  <Row key={claim.id} claim={claim} isSelected={claim === selected} onSelect={() => setChosen(claim.id)} />
                ))}
              </tbody>
            </table>
          </div>
        )}
      </section>
      <ClaimInspector claim={selected} />
    </>
  );
}

function Verdict({ verdict }: { verdict: string }) {
  const t = useT();
  const { tone, icon } = verdictChip(verdict);
  return (
    <span className={`chip ${tone}`}>
      {icon && <Icon name={icon} />}
      {translated(t, `verdict.${verdict}`) ?? verdict}
    </span>
  );
}

function Row({ claim, isSelected, onSelect }: { claim: ClaimView; isSelected: boolean; onSelect: () => void }) {
  const t = useT();
  return (
    <tr className={isSelected ? 'sel' : ''} aria-current={isSelected ? 'true' : undefined} onClick={onSelect} data-claim={claim.id} data-verdict={claim.verdict}>
      <td>
        <button type="button" className="origin" aria-pressed={isSelected}>
          <span className="ti el">{claim.subject}</span>
          <span className="xs t3 el">{claim.publication}</span>
        </button>
      </td>
      <td className="num">
        <b className="b">{claim.claimed}</b>
        <div className="xs t3 el">{claim.unit}</div>
      </td>
      <td className="num">
        <b className="b">{claim.computed ?? '–'}</b>
        <div className="xs t3 el">{claim.computed === null ? t('figures.not_computed') : claim.unit}</div>
      </td>
      <td>
        <Verdict verdict={claim.verdict} />
      </td>
      <td>
        <div className="el">{claim.judgement}</div>
        <div className="xs t3 el" title={claim.reason}>
          {claim.reason}
        </div>
      </td>
    </tr>
  );
}

function ClaimInspector({ claim }: { claim: ClaimView | null }) {
  const t = useT();
  return (
    <section className="panel side" aria-label={t('figures.how')}>
      <div className="ph tall">
        <h2>{t('figures.how')}</h2>
        <span className="c s">{claim?.id ?? ''}</span>
      </div>
      {claim && (
        <div className="scroll pad" tabIndex={0} role="region" aria-label={t('figures.how')}>
          <p className="b">{claim.subject}</p>
          <p className="s t3">{claim.publication}</p>
          <dl className="kv">
            <dt>{t('figures.col_claimed')}</dt>
            <dd>
              {claim.claimed} {claim.unit}
            </dd>
            <dt>{t('figures.col_computed')}</dt>
            <dd>{claim.computed === null ? t('figures.not_computed') : `${claim.computed} ${claim.unit}`}</dd>
            <dt>{t('figures.col_verdict')}</dt>
            <dd>
              <Verdict verdict={claim.verdict} />
            </dd>
          </dl>
          <h3>{t('figures.computed_how')}</h3>
          <p className="s">{claim.how}</p>
          <h3>{t('figures.col_judgement')}</h3>
          <p className="s">
            <b className="m">{claim.judgement}</b> {claim.reason}
          </p>
          <p className="s t3">{t('figures.rule')}</p>
        </div>
      )}
    </section>
  );
}

function claimsCsv(claims: readonly ClaimView[]): string {
  const header = ['id', 'publication', 'subject', 'claimed', 'computed', 'unit', 'verdict', 'how', 'judgement', 'reason'];
  return csv([header, ...claims.map((claim) => [claim.id, claim.publication, claim.subject, claim.claimed, claim.computed ?? '', claim.unit, claim.verdict, claim.how, claim.judgement, claim.reason])]);
}
