import { useState } from 'react';

import type { SentAnswer, WebhookDelivery, WebhookView } from '../api/exchange';
import { pagesKey, usePages } from '../api/pages';
import { useSend } from '../api/useSend';
import { number } from '../format/number';
import { translated, useLanguage, useT } from '../i18n';
import { Moment } from '../parts/Moment';
import { MoreRows } from '../parts/MoreRows';
import { Nothing } from '../parts/Nothing';
import { Refused } from '../parts/Refused';
import { Tabs } from '../parts/Tabs';
import { Failure } from '../plan/States';
import { makeStale } from '../session/session';
import { StateChip } from './StateChip';

const STATES = ['all', 'waiting', 'delivered', 'dead'] as const;

/** The messages to one system: delivered, waiting for the next try, or given up; each can be sent again. */
export function DeliveriesPanel({ webhook }: { webhook: WebhookView }) {
  const t = useT();
  const language = useLanguage();
  const [state, setState] = useState<(typeof STATES)[number]>('all');
  const path = `/v1/webhooks/${encodeURIComponent(webhook.id)}`;
  const list = usePages<WebhookDelivery>(`${path}/deliveries`, { state: state === 'all' ? undefined : state });
  const send = useSend<SentAnswer>(() => makeStale(pagesKey(`${path}/deliveries`)));
  return (
    <section className="panel" aria-label={t('deliveries.title')} aria-busy={list.isFetching}>
      <div className="ph tall">
        <h2 className="el">{t('deliveries.title')}</h2>
        <span className="c s el">{webhook.description || webhook.url}</span>
        <span className="grow" />
        <Tabs label={t('deliveries.by_state')} tabs={STATES.map((name) => ({ name, words: t(name === 'all' ? 'figures.all' : `account_state.${name}`) }))} on={state} onPick={setState} />
        <button type="button" className="btn" disabled={send.isPending} onClick={() => send.mutate({ path: `${path}/ping`, body: {} })}>
          {t('deliveries.ping')}
        </button>
      </div>
      <Refused error={send.error} />
      {send.data && (
        <p className={`s price-note ${send.data.delivered ? 'c-ok' : 'c-blocked'}`} role="status">
          {t(send.data.delivered ? 'deliveries.arrived' : 'deliveries.failed', { answer: [send.data.status, send.data.error].filter(Boolean).join(' ') })}
        </p>
      )}
      {list.error && list.items.length === 0 && <Failure error={list.error} />}
      {list.isSuccess && list.items.length === 0 && <Nothing title={t('deliveries.none')}>{t('deliveries.none_words')}</Nothing>}
      {list.items.length > 0 && (
        <div className="scroll" tabIndex={0} role="region" aria-label={t('deliveries.title')}>
          <table className="it one-line">
            <colgroup>
              <col />
              <col className="c-when2" />
              <col className="c-status" />
              <col className="c-count" />
              <col className="c-org" />
              <col className="c-action" />
            </colgroup>
            <thead>
              <tr>
                <th scope="col">{t('history.event')}</th>
                <th scope="col">{t('deliveries.col_made')}</th>
                <th scope="col">{t('admin.col_state')}</th>
                <th scope="col" className="num">{t('deliveries.col_tries')}</th>
                <th scope="col">{t('deliveries.col_answer')}</th>
                <th scope="col">
                  <span className="sr-only">{t('admin.col_action')}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {list.items.map((row) => (
                <tr key={row.id} data-delivery={row.id}>
                  <td>{translated(t, `journal_event.${row.kind}`) ?? row.kind}</td>
                  <td>
                    <Moment at={row.made_at} zone="Asia/Shanghai" />
                  </td>
                  <td>
                    <StateChip state={row.state} />
                  </td>
                  <td className="num">{row.attempts ? number(language, row.attempts) : ''}</td>
                  <td className="t2" title={row.last_error ?? ''}>
                    {[row.last_status, row.last_error].filter(Boolean).join(' ')} {row.state === 'waiting' && row.next_at && <>{t('deliveries.next')} <Moment at={row.next_at} zone="Asia/Shanghai" /></>}
                  </td>
                  <td className="num">
                    <button type="button" className="btn" disabled={send.isPending} onClick={() => send.mutate({ path: `${path}/deliveries/${row.id}/replay`, body: {} })}>
                      {t('deliveries.again')}
                    </button>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
          <MoreRows shown={list.items.length} total={list.total} hasNext={list.hasNextPage} isFetching={list.isFetchingNextPage} onMore={() => void list.fetchNextPage()} />
        </div>
      )}
    </section>
  );
}
