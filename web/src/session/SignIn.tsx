import { useState } from 'react';

import type { SessionView } from '../api/booking';
import { useSend } from '../api/useSend';
import { translated, useT } from '../i18n';
import { Labelled } from '../parts/Labelled';
import { Icon } from '../parts/Icon';
import { Refused } from '../parts/Refused';
import { useRoute } from '../route';
import { DemoSwitch } from './DemoSwitch';
import { changeSession } from './session';

/** Who asks: by the place that vouches for them, by address and password, or as an organisation of the demonstration. */
export function SignIn({ session }: { session: SessionView }) {
  const t = useT();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const enter = useSend<SessionView>(changeSession);
  return (
    <div className="sign-in">
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          enter.mutate({ path: '/v1/session', body: { email: email.trim(), password } });
        }}
      >
        <h1>{t('session.sign_in')}</h1>
        {session.oidc && <ElsewhereFirst label={session.oidc} />}
        <Labelled label={t('session.email')}>
          {(field) => <input {...field} type="email" autoComplete="username" value={email} onChange={(event) => setEmail(event.target.value)} />}
        </Labelled>
        <Labelled label={t('session.password')}>
          {(field) => <input {...field} type="password" autoComplete="current-password" value={password} onChange={(event) => setPassword(event.target.value)} />}
        </Labelled>
        <Refused error={enter.error} />
        <button type="submit" className="btn p" disabled={enter.isPending || email.trim() === '' || password === ''}>
          {t('session.enter')}
        </button>
        <p className="xs t3">{t('session.no_account')}</p>
      </form>
      {session.demo && (
        <section aria-label={t('session.demo')}>
          <h2>{t('session.demo')}</h2>
          <p className="s t2">{t('session.demo_words')}</p>
          <DemoSwitch session={session} />
        </section>
      )}
    </div>
  );
}

/** The way over the place that vouches for people, and what was refused when somebody came back from there. */
function ElsewhereFirst({ label }: { label: string }) {
  const t = useT();
  const { screen, params } = useRoute();
  const refused = params.get('refused');
  // Only words of ours: anybody can write an address.
  const words = refused && translated(t, `problem.${refused}`);
  return (
    <>
      <a className="btn p" href={`/v1/access/oidc/start?screen=${screen}`}>
        {t('session.oidc', { label })}
      </a>
      {words && (
        <p className="refused" role="alert">
          <Icon name="blocked" />
          <span>{words}</span>
        </p>
      )}
      <p className="xs t3">{t('session.or_password')}</p>
    </>
  );
}
