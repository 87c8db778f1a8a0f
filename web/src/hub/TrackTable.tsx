import type { Track } from '../api/hub';
import { nameIn } from '../format/names';
import { number } from '../format/number';
import { useLanguage, useT } from '../i18n';
import { freeMm, laid } from './consist';
import { useOnHub } from './onHub';
import { PlacementChip } from './PlacementChip';
import { usePlacementWords } from './placementWords';
import { metres, moment } from './words';

/** The tracks in words: what stands where, what is to come, how much is free. */
export function TrackTable({ tracks }: { tracks: readonly Track[] }) {
  const t = useT();
  const language = useLanguage();
  const words = usePlacementWords();
  const { plan, floor, selected, select } = useOnHub();
  const at = (instant: string) => moment(language, plan.zone, instant, floor.now);
  const visits = new Map(floor.visits.map((visit) => [visit.id, visit]));
  return (
    <table className="track-table" data-rows>
      <colgroup>
        <col className="c-track" />
        <col className="c-gauge" />
        <col className="c-len" />
        <col className="c-train" />
        <col className="c-stage" />
        <col className="c-span" />
        <col className="c-len" />
        <col />
      </colgroup>
      <thead>
        <tr>
          <th scope="col">{t('hub.col_track')}</th>
          <th scope="col">{t('hub.col_gauge')}</th>
          <th scope="col" className="num">{t('hub.col_free')}</th>
          <th scope="col">{t('hub.col_train')}</th>
          <th scope="col">{t('hub.col_placement')}</th>
          <th scope="col">{t('hub.col_window')}</th>
          <th scope="col" className="num">{t('hub.col_length')}</th>
          <th scope="col">{t('hub.col_said')}</th>
        </tr>
      </thead>
      <tbody>
        {tracks.flatMap((track) => {
          const rows = laid(floor.placements.filter(({ proposal }) => proposal.track === track.id), track.usable_mm);
          const first = (
            <>
              <th scope="row" className="m">{nameIn(language, track.name)}</th>
              <td>{track.gauges_mm.map((gauge) => number(language, gauge)).join(' + ')}</td>
              <td className="num">{metres(t, language, freeMm(rows, track.usable_mm))}</td>
            </>
          );
          if (rows.length === 0)
            return [
              <tr key={track.id} data-track-row={track.id}>
                {first}
                <td colSpan={5} className="t3">{t('hub.track_empty')}</td>
              </tr>,
            ];
          return rows.map(({ placement }, index) => {
            const visit = visits.get(placement.proposal.visit);
            const name = `placement:${placement.proposal.id}`;
            return (
              <tr key={placement.proposal.id} className={selected === name ? 'sel' : ''} data-track-row={track.id} onClick={() => select(name)}>
                {index === 0 ? first : <td colSpan={3} />}
                <td>
                  <button type="button" className="link m" onClick={() => select(name)}>
                    {visit?.name ?? placement.proposal.visit}
                  </button>
                </td>
                <td><PlacementChip placement={placement} /></td>
                <td>
                  {at(placement.proposal.from)} – {at(placement.proposal.until)}
                </td>
                <td className="num">{metres(t, language, placement.length_mm)}</td>
                <td className="wrap t2">{words(placement, visit).words}</td>
              </tr>
            );
          });
        })}
      </tbody>
    </table>
  );
}
