import type { SessionView } from '../api/booking';
import { useSend } from '../api/useSend';
import { translated, useT } from '../i18n';
import { Refused } from '../parts/Refused';
import { changeSession, DEMO_ORGANISATIONS } from './session';

/** The organisations of the demonstration, each one click away. */
export function DemoSwitch({ session, onDone }: { session: SessionView; onDone?: () => void }) {
  const t = useT();
  const enter = useSend<SessionView>((next) => {
    changeSession(next);
    onDone?.();
  });
  return (
    <>
      <ul className="demo-switch">
        {DEMO_ORGANISATIONS.map(({ id, kind }) => {
          const isOn = session.signed_in && session.organisation?.id === id;
          return (
            <li key={id}>
              <button type="button" aria-pressed={isOn} className={isOn ? 'on' : ''} disabled={enter.isPending} onClick={() => enter.mutate({ path: '/v1/session/demo', body: { organisation: id } })}>
                <b className="m">{t(`demo_organisation.${id}`)}</b>
                <span className="xs t3">{translated(t, `organisation_kind.${kind}`) ?? kind}</span>
              </button>
            </li>
          );
        })}
      </ul>
      <Refused error={enter.error} />
    </>
  );
}
