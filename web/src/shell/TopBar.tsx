import { useCorridor } from '../api/queries';
import { dateIn, longDate } from '../format/time';
import { LANGUAGE_NAMES, LANGUAGES, useLanguage, useT } from '../i18n';
import { LinkMark } from '../live/LinkMark';
import { Icon } from '../parts/Icon';
import { MeMenu } from '../session/MeMenu';
import { Clocks } from './Clocks';
import { DemoChip } from './DemoChip';
import { useNow } from './now';
import { PlaceSearch } from './PlaceSearch';
import { changeSettings, DENSITIES, useSettings } from './settings';

export function TopBar() {
  return (
    <header className="top">
      <Site />
      <PlaceSearch />
      <DemoChip />
      <span className="top-gap" />
      <LinkMark />
      <Clocks />
      <Looks />
      <LanguageSwitch />
      <MeMenu />
    </header>
  );
}

function Site() {
  const t = useT();
  const language = useLanguage();
  const corridor = useCorridor();
  const today = dateIn('Asia/Shanghai', useNow(30_000));
  const full = corridor.data?.title;
  // The data package's title may go on after a colon; the bar has room for the name.
  const title = full ? (full.split(':')[0] ?? full) : corridor.isError ? t('shell.no_server') : '\u00a0';
  return (
    <div className="site">
      <b className="el" title={full}>
        {title}
      </b>
      <div className="xs t3">{longDate(language, { ...today, hour: 0, minute: 0, offset: '', zone: '' })}</div>
    </div>
  );
}

function Looks() {
  const t = useT();
  const { theme, density } = useSettings();
  const other = theme === 'dark' ? 'light' : 'dark';
  const next = DENSITIES[(DENSITIES.indexOf(density) + 1) % DENSITIES.length] ?? 'comfortable';
  return (
    <div className="looks" role="group" aria-label={t('shell.looks')}>
      <button type="button" className="btn sq q" title={t(`theme.to_${other}`)} aria-label={t(`theme.to_${other}`)} onClick={() => changeSettings({ theme: other })}>
        <Icon name={theme === 'dark' ? 'sun' : 'moon'} />
      </button>
      <button
        type="button"
        className="btn sq q"
        title={t('density.now', { now: t(`density.${density}`), next: t(`density.${next}`) })}
        aria-label={t('density.now', { now: t(`density.${density}`), next: t(`density.${next}`) })}
        onClick={() => changeSettings({ density: next })}
      >
        <Icon name="rows" />
      </button>
    </div>
  );
}

function LanguageSwitch() {
  const t = useT();
  const language = useLanguage();
  return (
    <div className="lang" role="group" aria-label={t('shell.language')}>
      {LANGUAGES.map((code) => (
        <button
          key={code}
          type="button"
          lang={code === 'zh' ? 'zh-Hans' : code}
          title={LANGUAGE_NAMES[code].full}
          className={code === language ? 'on' : ''}
          aria-pressed={code === language}
          onClick={() => changeSettings({ language: code })}
        >
          {LANGUAGE_NAMES[code].short}
        </button>
      ))}
    </div>
  );
}
