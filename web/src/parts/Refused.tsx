import { useT } from '../i18n';
import { problemOf, problemWords } from '../plan/problems';
import { Icon } from './Icon';

/** What was refused or failed, beside its cause: the words of the code, and what is unchanged. */
export function Refused({ error }: { error: unknown }) {
  const t = useT();
  if (!error) return null;
  const isFault = problemOf(error).status === 0 || problemOf(error).status >= 500;
  return (
    <p className={`refused ${isFault ? 'fault' : ''}`} role="alert">
      <Icon name={isFault ? 'attention' : 'blocked'} />
      <span>{problemWords(t, error)}</span>
    </p>
  );
}
