import { translated, useT } from '../i18n';
import { Icon } from '../parts/Icon';

/** The kinds of holds on a unit, with the lock; nothing where nothing stops it. */
export function HoldMarks({ holds, isShort = false }: { holds: readonly string[]; isShort?: boolean }) {
  const t = useT();
  if (holds.length === 0) return null;
  const words = holds.map((kind) => translated(t, `hub.hold.${kind}`) ?? kind).join(t('way.comma'));
  return (
    <span className={isShort ? 'mark c-held' : 'chip held'} title={words}>
      <Icon name="held" />
      {isShort ? <span className="sr-only">{words}</span> : words}
    </span>
  );
}
