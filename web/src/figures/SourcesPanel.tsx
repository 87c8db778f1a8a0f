import type { ReactNode } from 'react';

import { useCorridor, useSources } from '../api/queries';
import { number } from '../format/number';
import { translated, useLanguage, useT } from '../i18n';
import { RELIABILITIES } from '../parts/reliability';
import { Bars } from '../parts/Reliability';
import { Failure, Waiting } from '../plan/States';

/** Where the corridor's figures come from, and how many services rest on what. */
export function SourcesPanel({ views }: { views: ReactNode }) {
  const t = useT();
  const language = useLanguage();
  const { data, error, isFetching } = useSources();
  const corridor = useCorridor().data;
  return (
    <>
      <section className="panel" aria-label={t('figures.sources')}>
        <div className="ph tall">
          <h1>{t('figures.sources')}</h1>
          <span className="c s">{data ? number(language, data.length) : ''}</span>
          <span className="grow" />
          {views}
        </div>
        {error && <Failure error={error} />}
        {isFetching && !data && <Waiting rows={10} />}
        {data && (
          <div className="scroll" tabIndex={0} role="region" aria-label={t('figures.sources')}>
            <table className="sources">
              <colgroup>
                <col className="c-days" />
                <col />
                <col className="c-address" />
              </colgroup>
              <thead>
                <tr>
                  <th scope="col">{t('figures.col_id')}</th>
                  <th scope="col">{t('figures.col_what')}</th>
                  <th scope="col">{t('figures.col_address')}</th>
                </tr>
              </thead>
              <tbody>
                {data.map((source) => (
                  <tr key={source.id}>
                    <td className="m">{source.id}</td>
                    <td title={source.what}>{source.what}</td>
                    <td className="t3" title={source.url}>
                      {source.url}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
      </section>
      <section className="panel side" aria-label={t('figures.corridor')}>
        <div className="ph tall">
          <h2>{t('figures.corridor')}</h2>
        </div>
        <div className="scroll pad" tabIndex={0} role="region" aria-label={t('figures.corridor')}>
          {corridor?.reference && <p className="s">{t('demo.words')}</p>}
          <h3>{t('figures.trust')}</h3>
          {RELIABILITIES.map((level) => (
            <p className="s trust" key={level}>
              <Bars level={level} />
              <span>
                <b className="m">{t(`reliability.${level}`)}</b> {t(`reliability.${level}_why`)}
                {corridor?.services_by_reliability[level] !== undefined && (
                  <span className="t3"> {t('demo.services', { count: corridor.services_by_reliability[level], amount: number(language, corridor.services_by_reliability[level]) })}</span>
                )}
              </span>
            </p>
          ))}
          <h3>{t('figures.tables')}</h3>
          <dl className="kv">
            {Object.entries(corridor?.counts ?? {}).map(([table, count]) => (
              <div key={table} className="kv-row">
                <dt>{translated(t, `table.${table}`) ?? table}</dt>
                <dd>{number(language, count)}</dd>
              </div>
            ))}
          </dl>
        </div>
      </section>
    </>
  );
}
