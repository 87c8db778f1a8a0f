import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';

import type { InvitedView, PeopleView as People, PersonView } from '../api/booking';
import { get } from '../api/client';
import { useSend } from '../api/useSend';
import { translated, useT } from '../i18n';
import { Dialog } from '../parts/Dialog';
import { Labelled } from '../parts/Labelled';
import { Moment } from '../parts/Moment';
import { Refused } from '../parts/Refused';
import { useOrganisations } from '../session/organisations';
import { makeStale } from '../session/session';
import { AdminTable } from './AdminTable';
import { Checks } from './Checks';
import { OnceDialog } from './OnceDialog';
import { StateChip } from './StateChip';

const PEOPLE = '/v1/people';
export const ROLES = ['viewer', 'recorder', 'forwarder', 'dispatcher', 'administrator'] as const;
const stale = () => makeStale(['own', 'people']);

/** People and their roles; new ones come by an invitation that is shown once. */
export function PeopleView({ views }: { views: ReactNode }) {
  const t = useT();
  const list = usePeople();
  const invitations = list.data?.invitations ?? [];
  const organisations = useOrganisations();
  const [isInviting, setIsInviting] = useState(false);
  const [invitation, setInvitation] = useState<InvitedView | null>(null);
  const [editing, setEditing] = useState<PersonView | null>(null);
  const roleWords = (roles: readonly string[]) => roles.map((role) => translated(t, `role.${role}`) ?? role).join(t('way.comma'));
  return (
    <>
      <AdminTable
        title={t('admin.people')}
        views={views}
        list={{ ...list, items: list.data?.people ?? [] }}
        add={{ words: t('admin.invite'), onAdd: () => setIsInviting(true) }}
        empty={{ title: t('admin.no_people'), words: t('admin.no_people_words') }}
        aside={invitations.length > 0 && <Invitations invitations={invitations} roleWords={roleWords} />}
        columns={[
          { words: t('admin.col_name'), cell: (row: PersonView) => <><b className="ti">{row.name}</b> <span className="t3">{row.email}</span></> },
          { words: t('session.organisation'), width: 'c-org', cell: (row) => organisations.name(row.organisation) },
          { words: t('session.roles'), width: 'c-roles', cell: (row) => <span title={roleWords(row.roles)}>{roleWords(row.roles)}</span> },
          { words: t('admin.col_state'), width: 'c-status', cell: (row) => <StateChip state={row.standing} /> },
          {
            words: t('admin.col_action'), width: 'c-action', isNumber: true,
            cell: (row) => (
              <button type="button" className="btn" onClick={() => setEditing(row)}>
                {t('admin.change_roles')}
              </button>
            ),
          },
        ]}
      />
      {isInviting && (
        <InviteDialog
          onClose={() => setIsInviting(false)}
          onMade={(made) => {
            setIsInviting(false);
            setInvitation(made);
          }}
        />
      )}
      {invitation?.link && <OnceDialog title={t('admin.invitation')} words={t('admin.invitation_words')} secret={new URL(invitation.link, window.location.origin).href} until={invitation.expires_at} onClose={() => setInvitation(null)} />}
      {editing && <PersonDialog person={editing} onClose={() => setEditing(null)} />}
    </>
  );
}

function usePeople() {
  return useQuery({ queryKey: ['own', 'people'], queryFn: ({ signal }) => get<People>(PEOPLE, signal), staleTime: 15_000 });
}

/** Who was invited and has not come yet. */
function Invitations({ invitations, roleWords }: { invitations: People['invitations']; roleWords: (roles: readonly string[]) => string }) {
  const t = useT();
  const organisations = useOrganisations();
  return (
    <ul className="entries">
      {invitations.map((one) => (
        <li key={`${one.organisation} ${one.made_at}`} className="row s">
          <StateChip state="invited" />
          <span className="grow el">
            {organisations.name(one.organisation)}, {roleWords(one.roles)}
          </span>
          <span className="t3 nw">
            {t('admin.col_until')} <Moment at={one.expires_at} zone="Asia/Shanghai" />
          </span>
        </li>
      ))}
    </ul>
  );
}

function useRoleChoices() {
  const t = useT();
  return ROLES.map((name) => ({ name, words: t(`role.${name}`), hint: t(`role.${name}_words`) }));
}

function InviteDialog({ onClose, onMade }: { onClose: () => void; onMade: (invitation: InvitedView) => void }) {
  const t = useT();
  const organisations = useOrganisations();
  const choices = useRoleChoices();
  const [organisation, setOrganisation] = useState('');
  const [roles, setRoles] = useState<string[]>(['viewer']);
  const send = useSend<InvitedView>((made) => {
    stale();
    onMade(made);
  });
  const isReady = organisation !== '' && roles.length > 0;
  return (
    <Dialog
      title={t('admin.invite')}
      onClose={onClose}
      onSubmit={() => isReady && send.mutate({ path: PEOPLE, body: { organisation, roles } })}
      foot={
        <>
          <span className="grow" />
          <button type="submit" className="btn p" disabled={!isReady || send.isPending}>
            {t('admin.make_invitation')}
          </button>
        </>
      }
    >
      <Labelled label={t('session.organisation')}>
        {(field) => (
          <select {...field} value={organisation} onChange={(event) => setOrganisation(event.target.value)}>
            <option value="">–</option>
            {organisations.all.map((one) => (
              <option key={one.id} value={one.id}>
                {one.name}
              </option>
            ))}
          </select>
        )}
      </Labelled>
      <Checks legend={t('session.roles')} all={choices} chosen={roles} onChange={setRoles} />
      <Refused error={send.error} />
    </Dialog>
  );
}

function PersonDialog({ person, onClose }: { person: PersonView; onClose: () => void }) {
  const t = useT();
  const choices = useRoleChoices();
  const [roles, setRoles] = useState<string[]>(person.roles);
  const send = useSend(() => {
    stale();
    onClose();
  });
  const path = `${PEOPLE}/${encodeURIComponent(person.id)}`;
  const isActive = person.standing === 'active';
  return (
    <Dialog
      title={person.name}
      onClose={onClose}
      onSubmit={() => send.mutate({ path, method: 'PATCH', body: { roles } })}
      foot={
        <>
          {(isActive || person.standing === 'suspended') && (
            <button type="button" className="btn" disabled={send.isPending} onClick={() => send.mutate({ path, method: 'PATCH', body: { standing: isActive ? 'suspended' : 'active' } })}>
              {t(isActive ? 'admin.suspend' : 'admin.let_in')}
            </button>
          )}
          <span className="grow" />
          <button type="submit" className="btn p" disabled={send.isPending}>
            {t('admin.keep_roles')}
          </button>
        </>
      }
    >
      <Checks legend={t('session.roles')} all={choices} chosen={roles} onChange={setRoles} />
      <Refused error={send.error} />
    </Dialog>
  );
}
