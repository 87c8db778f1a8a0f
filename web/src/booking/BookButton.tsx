import type { Itinerary } from '../api/types';
import { useT } from '../i18n';
import { changed, navigate, useRoute } from '../route';
import { useSession } from '../session/session';
import { runsOf } from './offers';

/** Leads from an itinerary of the planner to its booking; who may not book is told so. */
export function BookButton({ itinerary }: { itinerary: Itinerary }) {
  const t = useT();
  const { params } = useRoute();
  const session = useSession().data;
  if (!session) return null;
  const mayNot = session.signed_in && !session.permissions.includes('book');
  return (
    <button type="button" className="btn p" disabled={mayNot} title={mayNot ? t('permission.lacks_book') : undefined} onClick={() => navigate('book', changed(params, { view: null, all: null, runs: runsOf(itinerary) }))}>
      {t('book.from_plan')}
    </button>
  );
}
