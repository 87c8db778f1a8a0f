import { useState, type ReactNode } from 'react';

import type { OrganisationView } from '../api/booking';
import { useSend } from '../api/useSend';
import { translated, useT } from '../i18n';
import { Dialog } from '../parts/Dialog';
import { Labelled } from '../parts/Labelled';
import { Moment } from '../parts/Moment';
import { Refused } from '../parts/Refused';
import { useOrganisationList } from '../session/organisations';
import { makeStale } from '../session/session';
import { AdminTable } from './AdminTable';
import { StateChip } from './StateChip';

const ORGANISATIONS = '/v1/organisations';
const KINDS = ['customer', 'operator'] as const;
const stale = () => makeStale(['own', 'organisations']);

/** The organisations that use this site. */
export function OrganisationsView({ views }: { views: ReactNode }) {
  const t = useT();
  const list = useOrganisationList();
  const [isMaking, setIsMaking] = useState(false);
  const change = useSend(stale);
  return (
    <>
      <AdminTable
        title={t('admin.organisations')}
        views={views}
        list={{ ...list, items: list.data?.organisations ?? [] }}
        add={{ words: t('admin.add_organisation'), onAdd: () => setIsMaking(true) }}
        empty={{ title: t('admin.no_organisations'), words: t('admin.no_organisations_words') }}
        aside={<Refused error={change.error} />}
        columns={[
          { words: t('admin.col_name'), cell: (row: OrganisationView) => <><b className="ti">{row.name}</b> <span className="t3">{row.id}</span></> },
          { words: t('admin.col_kind'), width: 'c-kind', cell: (row) => translated(t, `organisation_kind.${row.kind}`) ?? row.kind },
          { words: t('admin.col_state'), width: 'c-status', cell: (row) => <StateChip state={row.standing} /> },
          { words: t('admin.col_made'), width: 'c-when2', cell: (row) => <Moment at={row.opened_at} zone="Asia/Shanghai" /> },
          {
            words: t('admin.col_action'), width: 'c-action', isNumber: true,
            cell: (row) => (
              <button type="button" className="btn" disabled={change.isPending} onClick={() => change.mutate({ path: `${ORGANISATIONS}/${encodeURIComponent(row.id)}`, method: 'PATCH', body: { standing: row.standing === 'open' ? 'closed' : 'open' } })}>
                {t(row.standing === 'open' ? 'admin.close' : 'admin.reopen')}
              </button>
            ),
          },
        ]}
      />
      {isMaking && <NewOrganisation onClose={() => setIsMaking(false)} />}
    </>
  );
}

function NewOrganisation({ onClose }: { onClose: () => void }) {
  const t = useT();
  const [name, setName] = useState('');
  const [id, setId] = useState('');
  const [kind, setKind] = useState<string>('customer');
  const send = useSend(() => {
    stale();
    onClose();
  });
  const isReady = name.trim() !== '' && id.trim() !== '';
  return (
    <Dialog
      title={t('admin.add_organisation')}
      onClose={onClose}
      onSubmit={() => isReady && send.mutate({ path: ORGANISATIONS, body: { id: id.trim(), name: name.trim(), kind } })}
      foot={
        <>
          <span className="grow" />
          <button type="submit" className="btn p" disabled={send.isPending || !isReady}>
            {t('admin.add_organisation')}
          </button>
        </>
      }
    >
      <Labelled label={t('admin.col_name')}>{(field) => <input {...field} value={name} onChange={(event) => setName(event.target.value)} />}</Labelled>
      <Labelled label={t('admin.organisation_id')} hint={t('admin.organisation_id_hint')}>{(field) => <input {...field} value={id} maxLength={40} onChange={(event) => setId(event.target.value.toUpperCase())} />}</Labelled>
      <Labelled label={t('admin.col_kind')}>
        {(field) => (
          <select {...field} value={kind} onChange={(event) => setKind(event.target.value)}>
            {KINDS.map((one) => (
              <option key={one} value={one}>
                {t(`organisation_kind.${one}`)}
              </option>
            ))}
          </select>
        )}
      </Labelled>
      <Refused error={send.error} />
    </Dialog>
  );
}
