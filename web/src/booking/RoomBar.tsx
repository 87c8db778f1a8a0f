import { amount } from '../format/amount';
import { useLanguage, useT } from '../i18n';
import { ModeMark } from '../parts/ModeMark';
import type { Shortfall } from './offers';

const WIDTH = 340;

/** What is left on a run beside what is wanted, where it is tightest; what does not fit stands past the limit. */
export function RoomBar({ run, least, from, to, mode, gauge }: { run: string; least: Shortfall | null; from: string; to: string; mode: string; gauge: number | null | undefined }) {
  const t = useT();
  const language = useLanguage();
  return (
    <li>
      <div className="row s">
        <ModeMark mode={mode} gauge={gauge} />
        <b className="m el">
          {from} – {to}
        </b>
        <span className="grow" />
        <span className="xs t3 el">{run}</span>
      </div>
      {least && (
        <>
          <Bar left={least.left} wanted={least.wanted} />
          <div className="row xs">
            <span>{t('book.wanted', { amount: t(`room.${least.dimension}`, { amount: amount(language, least.dimension, least.wanted) }) })}</span>
            <span className="grow" />
            <span className={least.left < least.wanted ? 'c-blocked b' : 't2'}>{t('book.left', { amount: t(`room.${least.dimension}`, { amount: amount(language, least.dimension, least.left) }) })}</span>
          </div>
        </>
      )}
    </li>
  );
}

function Bar({ left, wanted }: { left: number; wanted: number }) {
  const scale = WIDTH / Math.max(left, wanted, 1);
  const fits = Math.min(left, wanted) * scale;
  return (
    <svg viewBox={`0 0 ${WIDTH} 12`} className="room-bar" preserveAspectRatio="none" aria-hidden="true">
      <rect x="0.5" y="2.5" width={Math.max(left * scale - 1, 0)} height="7" fill="var(--surface-1)" stroke="var(--line-3)" />
      <rect x="0.5" y="2.5" width={Math.max(fits - 1, 0)} height="7" fill="var(--fill-4)" />
      {wanted > left && <rect x={fits} y="2.5" width={(wanted - left) * scale} height="7" fill="var(--blocked)" />}
      <line x1={Math.min(left * scale, WIDTH - 1)} x2={Math.min(left * scale, WIDTH - 1)} y1="0" y2="12" stroke="var(--text-1)" strokeWidth="2" />
    </svg>
  );
}
