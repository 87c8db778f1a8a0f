import { useT } from '../i18n';

export interface Views {
  isRace: boolean;
  onView: (view: 'ways' | 'race') => void;
}

/** One origin, or several side by side. */
export function ViewSwitch({ isRace, onView }: Views) {
  const t = useT();
  return (
    <div className="seg" role="group" aria-label={t('plan.views')}>
      <button type="button" className={isRace ? '' : 'on'} aria-pressed={!isRace} onClick={() => onView('ways')}>
        {t('plan.view_ways')}
      </button>
      <button type="button" className={isRace ? 'on' : ''} aria-pressed={isRace} onClick={() => onView('race')}>
        {t('plan.view_race')}
      </button>
    </div>
  );
}
