import type { PlaceView } from '../api/types';
import { nameIn } from '../format/names';
import { translated, useLanguage, useT } from '../i18n';
import { otherNames } from './placeWords';

/** A place as a suggestion: name and code, then kind, country and names in other languages. */
export function PlaceOption({ place }: { place: PlaceView }) {
  const t = useT();
  const language = useLanguage();
  const kind = translated(t, `place_kind.${place.kind}`) ?? place.kind;
  return (
    <span className="option">
      <span className="option-main">
        <b className="m el">{nameIn(language, place.name)}</b>
        <span className="t3 nw">{place.unlocode ?? place.id}</span>
      </span>
      <span className="xs t3 el">{[kind, place.country, otherNames(language, place.name)].filter(Boolean).join(' · ')}</span>
    </span>
  );
}
