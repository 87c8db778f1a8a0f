import { nameIn } from '../../format/names';
import { translated, useLanguage, useT } from '../../i18n';
import { useOnHub } from '../onHub';

/** Returns how figures are called: their kind, and the part that belongs to a gauge, a track, a machine or a kind of box. */
export function useFigureWords() {
  const t = useT();
  const language = useLanguage();
  const { plan } = useOnHub();
  const kind = (word: string) => translated(t, `hub.figures_kind.${word}`) ?? word;
  const part = (of: string) => {
    const place = [...plan.tracks, ...plan.equipment].find(({ id }) => id === of);
    if (place) return nameIn(language, place.name);
    if (/^\d+$/.test(of)) return t('hub.figures_gauge', { gauge: of });
    const [fill = '', feet] = of.split(' ');
    const filled = translated(t, `hub.fill.${fill}`);
    return filled && feet ? `${filled}${t('way.comma')}${t('hub.feet', { feet })}` : of;
  };
  return { kind, part, full: (word: string, of?: string | null) => (of ? `${kind(word)}${t('way.comma')}${part(of)}` : kind(word)) };
}
