import type { Permission, SessionView } from '../api/booking';
import { useT } from '../i18n';
import { Nothing } from '../parts/Nothing';

/** Says what a person may not do here, and who can help. */
export function NoPermission({ permission, session }: { permission: Permission; session: SessionView }) {
  const t = useT();
  return (
    <Nothing title={t(`permission.lacks_${permission}`)}>
      {t('permission.how', { person: session.person?.name ?? session.person?.email ?? '', organisation: session.organisation?.name ?? '' })}
    </Nothing>
  );
}
