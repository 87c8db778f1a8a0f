import { translated, useT } from '../i18n';

const FORMS: Record<string, string> = {
  open: 'life-plan', active: 'life-plan', invited: 'life-draft', waiting: 'life-draft', suspended: 'attention', paused: 'attention', closed: 'life-off', left: 'life-off', revoked: 'life-off', expired: 'life-off', delivered: 'ok', dead: 'blocked',
};

/** The state of an account, key, webhook or delivery. */
export function StateChip({ state }: { state: string }) {
  const t = useT();
  return <span className={`chip ${FORMS[state] ?? 'none'}`}>{translated(t, `account_state.${state}`) ?? state}</span>;
}
