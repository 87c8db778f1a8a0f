import type { SessionView } from '../api/booking';
import { useSend } from '../api/useSend';
import { translated, useT } from '../i18n';
import { Icon } from '../parts/Icon';
import { usePopover } from '../parts/usePopover';
import { navigate } from '../route';
import { DemoSwitch } from './DemoSwitch';
import { changeSession, useSession } from './session';

/** Who is signed in, for whom, and with which permissions; the demonstration's organisations; the way out. */
export function MeMenu() {
  const t = useT();
  const session = useSession().data;
  const { open, setOpen, box, onKeyDown } = usePopover();
  if (!session) return null;
  const name = session.person?.name ?? '';
  return (
    <div className="me-box" ref={box} onKeyDown={onKeyDown}>
      <button type="button" className="me" aria-haspopup="dialog" aria-expanded={open} title={name || t('session.nobody')} onClick={() => setOpen(!open)}>
        <span className="sr-only">{name ? t('session.me', { name }) : t('session.nobody')} </span>
        {name ? initials(name) : <Icon name="person" />}
      </button>
      {open && (
        <div className="me-menu" role="dialog" aria-label={t('session.who')}>
          {session.signed_in ? <Person session={session} onDone={() => setOpen(false)} /> : <Nobody onDone={() => setOpen(false)} />}
          {session.demo && (
            <section>
              <h3>{t('session.demo')}</h3>
              <DemoSwitch session={session} onDone={() => setOpen(false)} />
            </section>
          )}
        </div>
      )}
    </div>
  );
}

function Nobody({ onDone }: { onDone: () => void }) {
  const t = useT();
  return (
    <section>
      <b className="b">{t('session.nobody')}</b>
      <p className="s t2">{t('session.public')}</p>
      <button
        type="button"
        className="btn p"
        onClick={() => {
          onDone();
          navigate('consignments');
        }}
      >
        {t('session.sign_in')}
      </button>
    </section>
  );
}

function Person({ session, onDone }: { session: SessionView; onDone: () => void }) {
  const t = useT();
  const leave = useSend<SessionView>((next) => {
    changeSession(next);
    onDone();
  });
  const roles = session.person?.roles.map((role) => translated(t, `role.${role}`) ?? role) ?? [];
  const may = session.permissions.map((permission) => translated(t, `permission.${permission}`) ?? permission);
  return (
    <section>
      <b className="b">{session.person?.name}</b>
      {session.person?.email && <p className="s t3">{session.person.email}</p>}
      <dl className="kv">
        <dt>{t('session.organisation')}</dt>
        <dd>{session.organisation?.name ?? '–'}</dd>
        <dt>{t('session.roles')}</dt>
        <dd>{roles.join(t('way.comma')) || '–'}</dd>
        <dt>{t('session.may')}</dt>
        <dd>{may.join(t('way.comma')) || '–'}</dd>
      </dl>
      <button type="button" className="btn" disabled={leave.isPending} onClick={() => leave.mutate({ path: '/v1/session', method: 'DELETE' })}>
        {t('session.leave')}
      </button>
    </section>
  );
}

/** Returns up to two letters of a name; one sign where the name is Chinese. */
function initials(name: string): string {
  if (/^\p{Script=Han}/u.test(name)) return name.charAt(0);
  return name
    .split(/\s+/)
    .map((word) => word.charAt(0).toLocaleUpperCase())
    .slice(0, 2)
    .join('');
}
