import { useT } from '../i18n';
import { GaugeMark, ModeMark } from '../parts/ModeMark';

/** The forms of the drawings. */
export function Legend() {
  const t = useT();
  return (
    <div className="leg xs t2">
      <span>
        <ModeMark mode="sea" /> {t('mode.sea')}
      </span>
      <span>
        <ModeMark mode="ferry" /> {t('mode.ferry')}
      </span>
      <span>
        <ModeMark mode="rail" gauge={1435} /> 1435
      </span>
      <span>
        <ModeMark mode="rail" gauge={1520} /> 1520
      </span>
      <span>
        <ModeMark mode="road" /> {t('mode.road')}
      </span>
      <span>
        <GaugeMark /> {t('reason.gauge_change')}
      </span>
    </div>
  );
}
