import type { Placement, Visit } from '../api/hub';
import { duration } from '../format/duration';
import { useLanguage, useT } from '../i18n';
import { useOrganisations } from '../session/organisations';
import { workDone } from './consist';
import { useOnHub } from './onHub';
import { minutesBetween, minutesLeft, moment } from './words';

/** What a drawing says of a placement, and how urgently. */
export interface PlacementWords {
  words: string;
  colour: string;
  isUrgent: boolean;
}

/** Returns what is to be said about a placement: who has not answered, what is held, how far the work is. */
export function usePlacementWords(): (placement: Placement, visit: Visit | undefined) => PlacementWords {
  const t = useT();
  const language = useLanguage();
  const organisations = useOrganisations();
  const { plan, floor } = useOnHub();
  const at = (instant: string) => moment(language, plan.zone, instant, floor.now);
  const calm = (words: string): PlacementWords => ({ words, colour: 'var(--text-2)', isUrgent: false });
  return (placement, visit) => {
    const { proposal, stage } = placement;
    const held = visit?.held ?? 0;
    if (stage.state === 'offered') {
      const who = organisations.name(proposal.to);
      const expired = placement.expired || minutesLeft(placement, floor.now) < 0;
      const waited = duration(t, language, minutesBetween(placement.offered_at, floor.now));
      const words = expired ? t('hub.said_expired', { from: at(proposal.from), who, at: at(proposal.expires) }) : t('hub.said_offered', { from: at(proposal.from), who, waited });
      return { words, colour: expired ? 'var(--late)' : 'var(--accent)', isUrgent: true };
    }
    if (stage.state === 'accepted') return calm(t('hub.said_accepted', { from: at(proposal.from), count: visit?.wagons.length ?? 0 }));
    if (held > 0) return { words: t('hub.said_held', { count: held }), colour: 'var(--held)', isUrgent: true };
    if (stage.state === 'worked') return calm(t('hub.said_worked', { at: at(stage.at) }));
    if (visit && visit.stage === 'working') return calm(t('hub.said_working', { ...workDone(placement, visit), until: at(proposal.until) }));
    return calm(t('hub.said_placed', { at: at(stage.at), until: at(proposal.until) }));
  };
}
