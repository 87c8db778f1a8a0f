import { useState } from 'react';

import type { GaugeDocument } from '../../api/gauge';
import { useLanguage, useT } from '../../i18n';
import { Icon } from '../../parts/Icon';
import { Labelled } from '../../parts/Labelled';
import { ReasonDialog } from '../../parts/ReasonDialog';
import { Refused } from '../../parts/Refused';
import { useOrganisations } from '../../session/organisations';
import { useMay, useSession } from '../../session/session';
import { useOnHub } from '../onHub';
import { hubPath, useHubAct } from '../queries';
import { moment } from '../words';

/** Both sides' signatures: who has signed, over which text; signing, sending back, giving up, putting right. */
export function GaugeSigning({ document }: { document: GaugeDocument }) {
  const t = useT();
  const language = useLanguage();
  const { plan, floor, go } = useOnHub();
  const organisations = useOrganisations();
  const own = useSession().data?.organisation?.id;
  const dispatches = useMay('dispatch');
  const [name, setName] = useState('');
  const [asked, setAsked] = useState<'return' | 'cancel' | 'correct' | null>(null);
  const { act, error, isPending } = useHubAct(plan.id, ({ made }) => {
    const next = made.find(({ kind }) => kind === 'gauge');
    if (next) go({ change: next.id });
  });
  const sides = [document.opened.organisation, document.partner];
  const signed = new Map(document.signatures.map((signature) => [signature.by.organisation, signature]));
  const isParty = dispatches && own !== undefined && sides.includes(own);
  const mayCancel = isParty && document.stage === 'open' && own === document.opened.organisation;
  return (
    <section className="gauge-signing" aria-label={t('hub.gauge_signatures')}>
      <h3 className="part-head">{t('hub.gauge_signatures')}</h3>
      <ul className="gauge-sides">
        {sides.map((side) => {
          const signature = signed.get(side);
          return (
            <li key={side} data-side={side}>
              <b>{organisations.name(side)}</b>
              {signature ? (
                <span className="s">
                  <Icon name="ok" /> {t('hub.gauge_signed_by', { name: signature.name, when: moment(language, plan.zone, signature.by.at, floor.now) })}
                </span>
              ) : (
                <span className="s t3">{t('hub.gauge_unsigned')}</span>
              )}
            </li>
          );
        })}
      </ul>
      <p className="xs t3 wrap">
        SHA-256 <span className="m gauge-hash">{document.hash}</span>{' '}
        <a className="link" href={`${hubPath(plan.id, 'gauge-changes', document.id, 'export')}?format=txt`} download>
          {t('hub.gauge_text')}
        </a>
      </p>
      {isParty && document.stage !== 'signed' && !signed.has(own) && (
        <>
          <p className="s t2">{t('hub.gauge_sign_words')}</p>
          <Labelled label={t('hub.gauge_sign_name')}>{(field) => <input {...field} value={name} onChange={(event) => setName(event.target.value)} />}</Labelled>
          <button type="button" className="btn p big" disabled={isPending || name.trim() === ''} onClick={() => act({ do: 'gauge_sign', change: document.id, name: name.trim(), hash: document.hash })}>
            {t('hub.gauge_sign')}
          </button>
        </>
      )}
      <div className="gauge-buttons">
        {isParty && document.stage === 'offered' && (
          <button type="button" className="btn" onClick={() => setAsked('return')}>
            {t('hub.gauge_return')}
          </button>
        )}
        {mayCancel && (
          <button type="button" className="btn q" onClick={() => setAsked('cancel')}>
            {t('hub.gauge_cancel')}
          </button>
        )}
        {isParty && document.stage === 'signed' && (
          <button type="button" className="btn" onClick={() => setAsked('correct')}>
            {t('hub.gauge_correct')}
          </button>
        )}
      </div>
      <Refused error={error} />
      {asked && (
        <ReasonDialog
          title={t(`hub.gauge_${asked}`)}
          words={t(`hub.gauge_${asked}_words`)}
          go={t(`hub.gauge_${asked}`)}
          onClose={() => setAsked(null)}
          onGo={(reason) => {
            act({ do: `gauge_${asked}`, change: document.id, reason });
            setAsked(null);
          }}
        />
      )}
    </section>
  );
}
