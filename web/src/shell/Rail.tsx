import { useT } from '../i18n';
import { Icon } from '../parts/Icon';
import { href, useRoute } from '../route';
import { useIsCustomer, useMay } from '../session/session';

const ENTRIES = ['map', 'hub', 'plan', 'consignments', 'capacity', 'units', 'imports', 'figures'] as const;
/** Screens that another entry stands for. */
const PART_OF: Record<string, string> = { book: 'plan' };

/** The left rail: only screens that exist and are of use to who is signed in; administration only for who administers. */
export function Rail({ onKeys }: { onKeys: () => void }) {
  const t = useT();
  const { screen } = useRoute();
  const administers = useMay('administer');
  const isCustomer = useIsCustomer();
  // Customers have things at the hubs, and do not see the floors.
  const screens = ENTRIES.map((entry) => (entry === 'hub' && isCustomer ? 'at-hubs' : entry));
  const entries = administers ? ([...screens, 'admin'] as const) : screens;
  const on = PART_OF[screen] ?? screen;
  return (
    <nav className="rail" aria-label={t('shell.screens')}>
      <div className="logo">
        <svg width="34" height="26" viewBox="0 0 34 26" fill="none" stroke="#fff" strokeWidth="2" strokeLinecap="round" role="img" aria-label="Landbridge">
          <path d="M2 18h30" />
          <path d="M4 18C8 6 26 6 30 18" />
          <path d="M11 18v-7M17 18V9M23 18v-7" />
          <path d="M3 23c2-1.6 4-1.6 6 0s4 1.6 6 0" stroke="#7DB0F4" />
          <path d="M19 23h13" stroke="#DB9A66" strokeDasharray="2 3" />
        </svg>
      </div>
      {entries.map((entry) => (
        <a key={entry} href={href(entry)} className={entry === on ? 'on' : ''} aria-current={entry === on ? 'page' : undefined}>
          <Icon name={entry} />
          <span>{t(`screen.${entry}`)}</span>
        </a>
      ))}
      <div className="sp" />
      <button type="button" onClick={onKeys}>
        <Icon name="keyboard" />
        <span>{t('shell.keys')}</span>
      </button>
    </nav>
  );
}
