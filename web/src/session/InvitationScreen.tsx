import { useState } from 'react';

import type { SessionView } from '../api/booking';
import { useSend } from '../api/useSend';
import { useT } from '../i18n';
import { Labelled } from '../parts/Labelled';
import { Nothing } from '../parts/Nothing';
import { Refused } from '../parts/Refused';
import { href, useRoute } from '../route';
import { changeSession } from './session';

const PASSWORD_LETTERS_MIN = 12;

/** Takes an invitation: a name, an address and a password make an account. */
export function InvitationScreen() {
  const t = useT();
  const secret = useRoute().params.get('secret') ?? '';
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const take = useSend<SessionView>((session) => {
    changeSession(session);
    // The invitation has a page of its own, without the screens' links.
    window.location.replace(`/${href('consignments')}`);
  });
  const isShort = password !== '' && password.length < PASSWORD_LETTERS_MIN;
  if (secret === '') {
    return (
      <section className="panel gate">
        <Nothing title={t('invitation.no_token')}>{t('invitation.no_token_words')}</Nothing>
      </section>
    );
  }
  return (
    <section className="panel gate">
      <div className="sign-in">
        <form
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            take.mutate({ path: '/v1/session/invitation', body: { secret, name: name.trim(), email: email.trim(), password } });
          }}
        >
          <h1>{t('invitation.title')}</h1>
          <p className="s t2">{t('invitation.words')}</p>
          <Labelled label={t('invitation.name')}>{(field) => <input {...field} autoComplete="name" value={name} onChange={(event) => setName(event.target.value)} />}</Labelled>
          <Labelled label={t('session.email')}>
            {(field) => <input {...field} type="email" autoComplete="username" value={email} onChange={(event) => setEmail(event.target.value)} />}
          </Labelled>
          <Labelled label={t('session.password')} hint={t('invitation.password_hint', { count: PASSWORD_LETTERS_MIN })} error={isShort ? t('invitation.password_short', { count: PASSWORD_LETTERS_MIN }) : null}>
            {(field) => <input {...field} type="password" autoComplete="new-password" value={password} onChange={(event) => setPassword(event.target.value)} />}
          </Labelled>
          <Refused error={take.error} />
          <button type="submit" className="btn p" disabled={take.isPending || name.trim() === '' || email.trim() === '' || password.length < PASSWORD_LETTERS_MIN}>
            {t('invitation.take')}
          </button>
        </form>
      </div>
    </section>
  );
}
