import { number } from '../format/number';
import { translated, useLanguage, useT } from '../i18n';
import { Moment } from '../parts/Moment';
import { MoreRows } from '../parts/MoreRows';
import { Nothing } from '../parts/Nothing';
import { Failure } from '../plan/States';
import { useOrganisations } from '../session/organisations';
import { useImports } from './queries';

/** The files recorded before, each with its counts. */
export function ImportHistory() {
  const t = useT();
  const language = useLanguage();
  const organisations = useOrganisations();
  const list = useImports();
  return (
    <section className="panel side" aria-label={t('imports.before')}>
      <div className="ph tall">
        <h2>{t('imports.before')}</h2>
      </div>
      {list.error && list.items.length === 0 && <Failure error={list.error} />}
      {list.isSuccess && list.items.length === 0 && <Nothing title={t('imports.none_before')} />}
      <div className="scroll" tabIndex={0} role="region" aria-label={t('imports.before')}>
        <ul className="entries">
          {list.items.map((one) => (
            <li key={one.id}>
              <div className="row s">
                <b className="m el" title={one.name}>
                  {one.name}
                </b>
                <span className="grow" />
                <span className="t3 nw">
                  <Moment at={one.began_at} zone="Asia/Shanghai" />
                </span>
              </div>
              <div className="xs t3 el">
                {translated(t, `imports.kind_${one.kind}`) ?? one.kind}, {organisations.name(one.organisation)}
              </div>
              <div className="row xs wrap-row">
                <span>{t('imports.sum_done', { amount: number(language, one.counts.done) })}</span>
                {one.counts.repeated > 0 && <span className="t3">{t('imports.sum_repeated', { amount: number(language, one.counts.repeated) })}</span>}
                {one.counts.unknown > 0 && <span className="c-attention">{t('imports.sum_unknown', { amount: number(language, one.counts.unknown) })}</span>}
                {one.counts.refused > 0 && <span className="c-blocked">{t('imports.sum_refused', { amount: number(language, one.counts.refused) })}</span>}
              </div>
            </li>
          ))}
        </ul>
        <div className="pad">
          <MoreRows shown={list.items.length} total={list.total} hasNext={list.hasNextPage} isFetching={list.isFetchingNextPage} onMore={() => void list.fetchNextPage()} />
        </div>
      </div>
    </section>
  );
}
