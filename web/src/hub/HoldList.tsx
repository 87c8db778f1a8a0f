import { useState } from 'react';

import type { Hold, HubAction } from '../api/hub';
import { number } from '../format/number';
import { useLanguage, useT } from '../i18n';
import { ReasonDialog } from '../parts/ReasonDialog';
import { Refused } from '../parts/Refused';
import { useOrganisations } from '../session/organisations';
import { useMay, useSession } from '../session/session';
import { HoldMarks } from './HoldMarks';
import { useOnHub } from './onHub';
import { useHubAct } from './queries';
import { moment } from './words';

/** What stops a unit or a lot: who set it, since when, and the way to lift it for who set it. */
export function HoldList({ holds, lift }: { holds: readonly Hold[]; lift: (hold: string, reason: string) => HubAction }) {
  const t = useT();
  const language = useLanguage();
  const { plan, floor } = useOnHub();
  const organisations = useOrganisations();
  const own = useSession().data?.organisation?.id;
  const records = useMay('record');
  const [lifting, setLifting] = useState<Hold | null>(null);
  const { act, error } = useHubAct(plan.id, () => setLifting(null));
  if (holds.length === 0) return null;
  return (
    <>
      <h3 className="part-head c-held">
        {t('hub.holds')} <span className="s">{number(language, holds.length)}</span>
      </h3>
      <ul className="hold-list">
        {holds.map((hold) => (
          <li key={hold.id} className="s">
            <HoldMarks holds={[hold.kind]} /> {hold.reason}
            <div className="t3">
              {organisations.name(hold.by)}, {moment(language, plan.zone, hold.since, floor.now)}
            </div>
            {records && (hold.by === own ? (
              <button type="button" className="btn" onClick={() => setLifting(hold)}>
                {t('hub.do.lift')}
              </button>
            ) : (
              <div className="t2">{t('hub.lifts_who_set')}</div>
            ))}
          </li>
        ))}
      </ul>
      <Refused error={error} />
      {lifting && <ReasonDialog title={t('hub.lift_title')} words={t('hub.lift_words')} go={t('hub.do.lift')} onGo={(reason) => act(lift(lifting.id, reason))} onClose={() => setLifting(null)} />}
    </>
  );
}
