import { useState, type ReactNode } from 'react';

import type { SecretAnswer, WebhookView } from '../api/exchange';
import { pagesKey, usePages } from '../api/pages';
import { useSend } from '../api/useSend';
import { useT } from '../i18n';
import { Dialog } from '../parts/Dialog';
import { Labelled } from '../parts/Labelled';
import { Refused } from '../parts/Refused';
import { makeStale } from '../session/session';
import { AdminTable } from './AdminTable';
import { Checks } from './Checks';
import { DeliveriesPanel } from './DeliveriesPanel';
import { OnceDialog } from './OnceDialog';
import { StateChip } from './StateChip';

export const WEBHOOKS = '/v1/webhooks';
/** Prefixes of events that a system may want; none chosen means all. */
const KINDS = ['consignment.', 'booking.', 'ledger.', 'unit.'] as const;
const stale = () => makeStale(pagesKey(WEBHOOKS));

/** Systems that hear of events, and what became of each message to them. */
export function WebhooksView({ views }: { views: ReactNode }) {
  const t = useT();
  const list = usePages<WebhookView>(WEBHOOKS, {});
  const [chosen, setChosen] = useState<string | null>(null);
  const [isMaking, setIsMaking] = useState(false);
  const [made, setMade] = useState<SecretAnswer | null>(null);
  const change = useSend(stale);
  const selected = list.items.find(({ id }) => id === chosen) ?? list.items[0] ?? null;
  const kindWords = (kinds: readonly string[]) => (kinds.length === 0 ? t('admin.all_events') : kinds.map((kind) => t(`event_group.${kind.replace('.', '')}`, { defaultValue: kind })).join(t('way.comma')));
  return (
    <div className="split">
      <AdminTable
        title={t('admin.webhooks')}
        views={views}
        list={list}
        selected={selected?.id ?? null}
        onOpen={(row) => setChosen(row.id)}
        add={{ words: t('admin.add_webhook'), onAdd: () => setIsMaking(true) }}
        empty={{ title: t('admin.no_webhooks'), words: t('admin.no_webhooks_words') }}
        aside={<Refused error={change.error} />}
        columns={[
          {
            words: t('admin.col_address'),
            cell: (row) => (
              <button type="button" className="origin" aria-pressed={row.id === selected?.id}>
                <b className="ti">{row.description || row.url}</b> <span className="t3">{row.url}</span>
              </button>
            ),
          },
          { words: t('admin.col_events'), width: 'c-roles', cell: (row) => kindWords(row.kinds) },
          { words: t('admin.col_state'), width: 'c-status', cell: (row) => <StateChip state={row.state} /> },
          {
            words: t('admin.col_action'), width: 'c-action2', isNumber: true,
            cell: (row) => (
              <span className="row end">
                <button type="button" className="btn" disabled={change.isPending} onClick={() => change.mutate({ path: `${WEBHOOKS}/${encodeURIComponent(row.id)}`, method: 'PATCH', body: { state: row.state === 'active' ? 'paused' : 'active' } })}>
                  {t(row.state === 'active' ? 'admin.pause' : 'admin.resume')}
                </button>
                <button type="button" className="btn q" disabled={change.isPending} onClick={() => change.mutate({ path: `${WEBHOOKS}/${encodeURIComponent(row.id)}`, method: 'DELETE' })}>
                  {t('admin.remove')}
                </button>
              </span>
            ),
          },
        ]}
      />
      {selected && <DeliveriesPanel key={selected.id} webhook={selected} />}
      {isMaking && (
        <NewWebhook
          onClose={() => setIsMaking(false)}
          onMade={(secret) => {
            setIsMaking(false);
            setMade(secret);
          }}
        />
      )}
      {made?.secret && <OnceDialog title={t('admin.webhook_made')} words={t('admin.webhook_made_words')} secret={made.secret} onClose={() => setMade(null)} />}
    </div>
  );
}

function NewWebhook({ onClose, onMade }: { onClose: () => void; onMade: (made: SecretAnswer) => void }) {
  const t = useT();
  const [url, setUrl] = useState('');
  const [description, setDescription] = useState('');
  const [kinds, setKinds] = useState<string[]>([]);
  const send = useSend<SecretAnswer>((secret) => {
    stale();
    onMade(secret);
  });
  const isAddress = /^https?:\/\/\S+$/.test(url.trim());
  return (
    <Dialog
      title={t('admin.add_webhook')}
      onClose={onClose}
      onSubmit={() => isAddress && send.mutate({ path: WEBHOOKS, body: { url: url.trim(), kinds, description: description.trim() } })}
      foot={
        <>
          <span className="grow" />
          <button type="submit" className="btn p" disabled={!isAddress || send.isPending}>
            {t('admin.make_webhook')}
          </button>
        </>
      }
    >
      <Labelled label={t('admin.col_address')} hint="https://">
        {(field) => <input {...field} type="url" value={url} onChange={(event) => setUrl(event.target.value)} />}
      </Labelled>
      <Labelled label={t('admin.webhook_name')}>{(field) => <input {...field} value={description} onChange={(event) => setDescription(event.target.value)} />}</Labelled>
      <Checks legend={t('admin.webhook_events')} all={KINDS.map((name) => ({ name, words: t(`event_group.${name.replace('.', '')}`) }))} chosen={kinds} onChange={setKinds} />
      <p className="xs t3">{t('admin.webhook_hint')}</p>
      <Refused error={send.error} />
    </Dialog>
  );
}
