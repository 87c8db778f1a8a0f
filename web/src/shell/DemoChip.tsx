import { useCorridor } from '../api/queries';
import { number } from '../format/number';
import { translated, useLanguage, useT } from '../i18n';
import { Icon } from '../parts/Icon';
import { RELIABILITIES } from '../parts/reliability';
import { Bars } from '../parts/Reliability';
import { Tip } from '../parts/Tip';
import { href } from '../route';

/** Says that the corridor on screen is a reference with demonstration and modelled data, and leads to its sources. */
export function DemoChip() {
  const t = useT();
  const language = useLanguage();
  const corridor = useCorridor().data;
  if (!corridor?.reference) return null;
  const shares = corridor.services_by_reliability;
  const words = (
    <>
      <b>{t('demo.title')}</b>
      <span className="tip-line">{t('demo.words')}</span>
      {RELIABILITIES.filter((level) => (shares[level] ?? 0) > 0).map((level) => (
        <span className="tip-line" key={level}>
          <Bars level={level} /> {translated(t, `reliability.${level}`)}: {t('demo.services', { count: shares[level], amount: number(language, shares[level] ?? 0) })}
        </span>
      ))}
      <span className="tip-line">{t('demo.link')}</span>
    </>
  );
  return (
    <Tip words={words} focusable={false}>
      <a className="chip attention demo" href={href('figures', new URLSearchParams({ show: 'sources' }))}>
        <Icon name="attention" />
        {t('demo.chip')}
      </a>
    </Tip>
  );
}
