import type { ReactNode } from 'react';

import type { Permission } from '../api/booking';
import { Failure, Waiting } from '../plan/States';
import { NoPermission } from './NoPermission';
import { useSession } from './session';
import { SignIn } from './SignIn';

/** Shows a screen to who may use it; asks others to sign in, or says calmly what they lack. */
export function Needs({ permission, children }: { permission: Permission; children: ReactNode }) {
  const session = useSession();
  if (session.data?.permissions.includes(permission)) return children;
  return (
    <section className="panel gate" aria-busy={session.isFetching}>
      {session.isPending && <Waiting rows={6} />}
      {session.error && !session.data && <Failure error={session.error} />}
      {session.data && !session.data.signed_in && <SignIn session={session.data} />}
      {session.data?.signed_in && <NoPermission permission={permission} session={session.data} />}
    </section>
  );
}
