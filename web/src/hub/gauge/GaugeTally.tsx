import { useMutation } from '@tanstack/react-query';
import { useRef, useState } from 'react';

import { upload } from '../../api/client';
import type { GaugeDocument, GaugeUnit } from '../../api/gauge';
import { newKey } from '../../api/intent';
import { unitNumber } from '../../format/unitNumber';
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

/** What the tally clerk says of one unit, in large buttons: all as listed by one touch; seals, damage and photos where it is not. */
export function GaugeTally({ document, unit }: { document: GaugeDocument; unit: GaugeUnit }) {
  const t = useT();
  const language = useLanguage();
  const { plan, floor } = useOnHub();
  const organisations = useOrganisations();
  const records = useMay('record');
  // The crane is the operator's.
  const isOwn = useSession().data?.organisation?.id === document.opened.organisation;
  const isOpen = document.stage === 'open';
  const [seals, setSeals] = useState(unit.tally?.seals?.join(', ') ?? '');
  const [damage, setDamage] = useState(unit.tally?.damage ?? '');
  const [photos, setPhotos] = useState<string[]>(unit.tally?.photos ?? []);
  const [asked, setAsked] = useState<'refused' | 'does_not_fit' | 'resolve' | null>(null);
  const camera = useRef<HTMLInputElement>(null);
  const { act, error, isPending } = useHubAct(plan.id);
  const keep = useMutation({ mutationFn: (chosen: File) => upload<{ hash: string }>('/v1/attachments', chosen, chosen.type || 'image/jpeg', newKey()), onSuccess: ({ hash }) => setPhotos((all) => [...new Set([...all, hash])]) });
  const job = unit.planned;
  const about = { change: document.id, unit: unit.unit };
  const found = seals.split(/[,;]+/).map((seal) => seal.trim()).filter(Boolean);
  const differs = found.length > 0 || damage.trim() !== '' || photos.length > 0;

  function tally() {
    act({ do: 'gauge_tally', ...about, photos, ...(found.length > 0 ? { seals: found } : {}), ...(damage.trim() ? { damage: damage.trim() } : {}) });
  }

  return (
    <section className="gauge-tally" aria-label={t('hub.gauge_tally')}>
      <h3 className="part-head">
        {t('hub.gauge_tally')} <b className="m">{unitNumber(unit.number)}</b>
      </h3>
      <p className="s t2">
        {t('hub.gauge_seals_listed')} <b className="m t1">{unit.seals.join(', ') || '–'}</b>
      </p>
      {unit.tally && (
        <p className="s t2">
          <Icon name="ok" /> {t('hub.gauge_tallied', { who: organisations.name(unit.tally.by.organisation), when: moment(language, plan.zone, unit.tally.by.at, floor.now) })}
          {unit.tally.photos?.map((photo, at) => (
            <a key={photo} className="link" href={hubPath(plan.id, 'gauge-changes', document.id, 'photos', photo)} download={`${unit.number}-${at + 1}`}>
              {' '}
              {t('hub.gauge_photo_of', { number: at + 1 })}
            </a>
          ))}
        </p>
      )}
      {records && isOpen && (
        <>
          {job && isOwn && (
            <button type="button" className="btn big" disabled={isPending} onClick={() => act({ do: 'job_finish', job: job.job })}>
              <Icon name="arrow" />
              {t('hub.gauge_done', { place: `${job.stand.number} / ${job.stand.slot}` })}
            </button>
          )}
          <button type="button" className={`btn big ${differs ? '' : 'p'}`} disabled={isPending || differs} onClick={tally}>
            <Icon name="ok" />
            {t('hub.gauge_all_well')}
          </button>
          <div className="fields gauge-fields">
            <Labelled label={t('hub.gauge_seals_found')}>{(field) => <input {...field} value={seals} onChange={(event) => setSeals(event.target.value)} />}</Labelled>
            <Labelled label={t('hub.damage')}>{(field) => <input {...field} value={damage} onChange={(event) => setDamage(event.target.value)} />}</Labelled>
          </div>
          <input
            ref={camera}
            type="file"
            accept="image/*"
            capture="environment"
            className="sr-only"
            tabIndex={-1}
            aria-label={t('hub.gauge_photo')}
            onChange={(event) => {
              const chosen = event.target.files?.[0];
              if (chosen) keep.mutate(chosen);
              event.target.value = '';
            }}
          />
          <div className="gauge-buttons">
            <button type="button" className="btn big" disabled={keep.isPending} onClick={() => camera.current?.click()}>
              <Icon name="plus" />
              {t('hub.gauge_photo')} {photos.length > 0 && `(${photos.length})`}
            </button>
            <button type="button" className={`btn big ${differs ? 'p' : ''}`} disabled={isPending || !differs} onClick={tally}>
              {t('hub.gauge_record')}
            </button>
          </div>
          <div className="gauge-buttons">
            {unit.outcome === 'behind' ? (
              <button type="button" className="btn big" onClick={() => setAsked('resolve')}>
                {t('hub.gauge_resolve')}
              </button>
            ) : (
              unit.outcome === 'open' && (
                <>
                  <button type="button" className="btn big" onClick={() => setAsked('refused')}>
                    {t('hub.gauge_exception.refused')}
                  </button>
                  <button type="button" className="btn big" onClick={() => setAsked('does_not_fit')}>
                    {t('hub.gauge_exception.does_not_fit')}
                  </button>
                </>
              )
            )}
          </div>
        </>
      )}
      <Refused error={error ?? keep.error} />
      {asked && (
        <ReasonDialog
          title={unitNumber(unit.number)}
          words={t(asked === 'resolve' ? 'hub.gauge_resolve_words' : 'hub.gauge_stays_words')}
          go={asked === 'resolve' ? t('hub.gauge_resolve') : t(`hub.gauge_exception.${asked}`)}
          onClose={() => setAsked(null)}
          onGo={(words) => {
            act(asked === 'resolve' ? { do: 'gauge_resolve', ...about, reason: words } : { do: 'gauge_except', ...about, kind: asked, words });
            setAsked(null);
          }}
        />
      )}
    </section>
  );
}
