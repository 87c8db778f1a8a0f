import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';

import { PERMISSIONS, type IssuedView, type KeysView as Keys } from '../api/booking';
import { get } from '../api/client';
import { useNow } from '../shell/now';
import { useSend } from '../api/useSend';
import { dateIn, isoDate } from '../format/time';
import { translated, useT } from '../i18n';
import { Dialog } from '../parts/Dialog';
import { Labelled } from '../parts/Labelled';
import { Moment } from '../parts/Moment';
import { Refused } from '../parts/Refused';
import { DateField } from '../plan/DateField';
import { useOrganisations } from '../session/organisations';
import { makeStale } from '../session/session';
import { AdminTable } from './AdminTable';
import { Checks } from './Checks';
import { OnceDialog } from './OnceDialog';
import { StateChip } from './StateChip';

const KEYS = '/v1/keys';
const stale = () => makeStale(['own', 'keys']);

/** Keys of programs; the secret is shown once. */
export function KeysView({ views }: { views: ReactNode }) {
  const t = useT();
  const list = useQuery({ queryKey: ['own', 'keys'], queryFn: ({ signal }) => get<Keys>(KEYS, signal), staleTime: 15_000 });
  const organisations = useOrganisations();
  const [isMaking, setIsMaking] = useState(false);
  const [made, setMade] = useState<IssuedView | null>(null);
  const revoke = useSend(stale);
  return (
    <>
      <AdminTable
        title={t('admin.keys')}
        views={views}
        list={{ ...list, items: list.data?.keys ?? [] }}
        add={{ words: t('admin.add_key'), onAdd: () => setIsMaking(true) }}
        empty={{ title: t('admin.no_keys'), words: t('admin.no_keys_words') }}
        aside={<Refused error={revoke.error} />}
        columns={[
          { words: t('admin.col_name'), cell: (row) => <b className="ti">{row.name}</b> },
          { words: t('session.organisation'), width: 'c-org', cell: (row) => organisations.name(row.organisation) },
          { words: t('session.may'), width: 'c-roles', cell: (row) => row.scopes.map((scope) => translated(t, `permission.${scope}`) ?? scope).join(t('way.comma')) },
          { words: t('admin.col_until'), width: 'c-when2', cell: (row) => <Moment at={row.expires_at} zone="Asia/Shanghai" /> },
          { words: t('admin.col_state'), width: 'c-status', cell: (row) => <StateChip state={row.standing} /> },
          {
            words: t('admin.col_action'), width: 'c-action', isNumber: true,
            cell: (row) =>
              row.standing === 'active' && (
                <button type="button" className="btn" disabled={revoke.isPending} onClick={() => revoke.mutate({ path: `${KEYS}/${encodeURIComponent(row.id)}`, method: 'DELETE' })}>
                  {t('admin.revoke')}
                </button>
              ),
          },
        ]}
      />
      {isMaking && (
        <NewKey
          onClose={() => setIsMaking(false)}
          onMade={(secret) => {
            setIsMaking(false);
            setMade(secret);
          }}
        />
      )}
      {made?.secret && <OnceDialog title={t('admin.key_made')} words={t('admin.key_made_words')} secret={made.secret} onClose={() => setMade(null)} />}
    </>
  );
}

function NewKey({ onClose, onMade }: { onClose: () => void; onMade: (made: IssuedView) => void }) {
  const t = useT();
  const [name, setName] = useState('');
  const [scopes, setScopes] = useState<string[]>(['read']);
  const [until, setUntil] = useState('');
  const send = useSend<IssuedView>((secret) => {
    stale();
    onMade(secret);
  });
  const isReady = name.trim() !== '' && scopes.length > 0;
  const today = isoDate(dateIn('UTC', useNow(60_000)));
  return (
    <Dialog
      title={t('admin.add_key')}
      onClose={onClose}
      onSubmit={() => isReady && send.mutate({ path: KEYS, body: { name: name.trim(), scopes, ...(until ? { expires_at: `${until}T23:59:59Z` } : {}) } })}
      foot={
        <>
          <span className="grow" />
          <button type="submit" className="btn p" disabled={!isReady || send.isPending}>
            {t('admin.make_key')}
          </button>
        </>
      }
    >
      <Labelled label={t('admin.key_name')}>{(field) => <input {...field} value={name} onChange={(event) => setName(event.target.value)} />}</Labelled>
      <Checks legend={t('session.may')} all={PERMISSIONS.map((one) => ({ name: one, words: t(`permission.${one}`) }))} chosen={scopes} onChange={setScopes} />
      <DateField id="key-until" optional label={t('admin.col_until')} value={until} today={today} onChange={setUntil} />
      <Refused error={send.error} />
    </Dialog>
  );
}
