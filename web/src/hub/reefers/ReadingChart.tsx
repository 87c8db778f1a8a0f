import { useLanguage, useT } from '../../i18n';
import { unitNumber } from '../../format/unitNumber';
import { Nothing } from '../../parts/Nothing';
import { Failure, Waiting } from '../../plan/States';
import { useOnHub } from '../onHub';
import { moment, shortId } from '../words';
import { drawn, pathOf, type Drawn } from './chart';
import { useReefer } from './queries';
import { celsius } from './words';

const SIZE = [900, 160] as const;

/** The readings of a box over time, with the band around its set point; the same as a table beside it. */
export function ReadingChart({ hub, unit, now }: { hub: string; unit: string; now: string }) {
  const t = useT();
  const language = useLanguage();
  const { plan } = useOnHub();
  const { data, error } = useReefer(hub, unit);
  if (!data) return error ? <Failure error={error} /> : <Waiting rows={4} />;
  const picture = drawn(data, now);
  return (
    <>
      <div className="ph tall">
        <h2 className="m">{unitNumber(data.row.number)}</h2>
        <span className="s t2">{shortId(data.row.place)}</span>
        <span className="s t2">{t('hub.reefers.set_at', { set: celsius(language, data.row.set_point_dc), band: celsius(language, data.rules.band_dc) })}</span>
        {data.row.ventilation_m3h != null && <span className="s t2">{t('hub.reefers.ventilation', { value: data.row.ventilation_m3h })}</span>}
        <span className="grow" />
        <span className="reefer-key returned s">{t('hub.reefers.return')}</span>
        <span className="reefer-key supply s">{t('hub.reefers.supply')}</span>
        <span className="s t3">{t('hub.gate.zone', { zone: plan.zone })}</span>
      </div>
      {!picture && <Nothing title={t('hub.reefers.unread')}>{t('hub.reefers.unread_words')}</Nothing>}
      {picture && (
        <div className="reefer-chart">
          <Picture picture={picture} band={data.rules.band_dc} label={t('hub.reefers.chart')} />
          <div className="reefer-scale xs t3">
            <span>{celsius(language, picture.high)}</span>
            <span>{celsius(language, picture.low)}</span>
          </div>
          <div className="reefer-times xs t3">
            <span>{moment(language, plan.zone, new Date(picture.from).toISOString(), now)}</span>
            <span>{moment(language, plan.zone, new Date(picture.until).toISOString(), now)}</span>
          </div>
          <details>
            <summary className="s">{t('hub.gate.table')}</summary>
            <div className="scroll reefer-readings" tabIndex={0} role="region" aria-label={t('hub.reefers.chart')}>
              <table className="cl">
                <thead>
                  <tr>
                    <th scope="col">{t('hub.reefers.read_at')}</th>
                    <th scope="col" className="num">{t('hub.reefers.return')}</th>
                    <th scope="col" className="num">{t('hub.reefers.supply')}</th>
                    <th scope="col" className="num">{t('hub.reefers.ambient')}</th>
                    <th scope="col">{t('hub.reefers.source')}</th>
                  </tr>
                </thead>
                <tbody>
                  {[...data.readings].reverse().map((reading) => (
                    <tr key={`${reading.at} ${reading.source ?? ''}`}>
                      <td>{moment(language, plan.zone, reading.at, now)}</td>
                      <td className="num">{celsius(language, reading.return_dc)}</td>
                      <td className="num">{celsius(language, reading.supply_dc)}</td>
                      <td className="num">{celsius(language, reading.ambient_dc)}</td>
                      <td className="el">{reading.source}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          </details>
        </div>
      )}
    </>
  );
}

function Picture({ picture, band, label }: { picture: Drawn; band: number; label: string }) {
  const [width, height] = SIZE;
  const x = (time: number) => (width * (time - picture.from)) / (picture.until - picture.from);
  const y = (dc: number) => height - (height * (dc - picture.low)) / (picture.high - picture.low);
  return (
    <svg viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" role="img" aria-label={label}>
      {picture.bands.map(({ from, until, set }) => (
        <g key={from}>
          <rect className="reefer-band" x={x(from)} width={Math.max(0, x(until) - x(from))} y={y(set + band)} height={y(set - band) - y(set + band)} />
          <line className="reefer-set" x1={x(from)} x2={x(until)} y1={y(set)} y2={y(set)} />
        </g>
      ))}
      <path className="reefer-supply" d={pathOf(picture.supply, picture, SIZE)} />
      <path className="reefer-return" d={pathOf(picture.returned, picture, SIZE)} />
    </svg>
  );
}
