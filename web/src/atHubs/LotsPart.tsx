import type { AtHubsLot } from '../api/hub';
import { number } from '../format/number';
import { LotBalance, LotWeights } from '../hub/grain/LotFigures';
import { kilograms, percent } from '../hub/grain/words';
import { shortId } from '../hub/words';
import { useLanguage, useT } from '../i18n';
import { Dialog } from '../parts/Dialog';
import { SortHead } from '../parts/SortHead';
import { useOrganisations } from '../session/organisations';
import { HoldCell, HoldReasons, HubName } from './cells';
import { filterOf } from './filter';
import { ListFrame } from './ListFrame';
import { LotBar } from './LotBar';
import { useOnScreen } from './onScreen';
import { useList } from './queries';
import { useRows } from './useRows';

/** Lots of grain at the hubs: their kilograms drawn and told, their quality, what stops them. */
export function LotsPart() {
  const t = useT();
  const language = useLanguage();
  const { params, seesAll, go } = useOnScreen();
  const organisations = useOrganisations();
  const filter = filterOf('lots', params);
  const list = useList('lots', filter);
  const { opened, attributes, close } = useRows(list.items, ({ hub, row }) => `${hub} ${row.id}`);
  const head = { sort: filter.sort ?? 'number', onSort: (sort: string) => go({ sort }) };
  return (
    <ListFrame part="lots" filter={filter} list={list}>
      <table className="cl at-hubs-table lots">
        <thead>
          <tr>
            <SortHead column="number" words={t('at_hubs.col.number')} {...head} />
            <SortHead column="hub" words={t('at_hubs.col.hub')} {...head} />
            {seesAll && <SortHead column="owner" words={t('at_hubs.col.owner')} {...head} />}
            <th scope="col">{t('at_hubs.col.drawn')}</th>
            <SortHead column="in" words={t('at_hubs.col.in')} numeric {...head} />
            <SortHead column="inside" words={t('at_hubs.col.inside')} numeric {...head} />
            <SortHead column="out" words={t('at_hubs.col.out')} numeric {...head} />
            <SortHead column="lost" words={t('at_hubs.col.lost')} numeric {...head} />
            <th scope="col">{t('hub.grain_quality')}</th>
            <SortHead column="holds" words={t('at_hubs.col.holds')} {...head} />
          </tr>
        </thead>
        <tbody>
          {list.items.map((lot) => {
            const { row } = lot;
            return (
              <tr key={`${lot.hub} ${row.id}`} data-lot={row.number} {...attributes(lot)}>
                <td data-label={t('at_hubs.col.number')}>
                  <button type="button" className="link m">{row.number}</button>
                  <span className="xs t3 at-hubs-line">{[row.origin, row.crop_year].filter(Boolean).join(', ')}</span>
                </td>
                <td data-label={t('at_hubs.col.hub')}>
                  <HubName hub={lot.hub} />
                  <span className="xs t3 at-hubs-line">{row.places.map(({ cell }) => shortId(cell)).join(', ') || t(`at_hubs.status.${lot.status}`)}</span>
                </td>
                {seesAll && <td data-label={t('at_hubs.col.owner')}>{organisations.name(row.owner)}</td>}
                <td data-label={t('at_hubs.col.drawn')}><LotBar lot={lot} /></td>
                <td className="num" data-label={t('at_hubs.col.in')}>{number(language, lot.in_kg)}</td>
                <td className="num m" data-label={t('at_hubs.col.inside')}>{number(language, row.balance.inside_kg)}</td>
                <td className="num" data-label={t('at_hubs.col.out')}>{number(language, lot.out_kg)}</td>
                <td className="num" data-label={t('at_hubs.col.lost')}>{number(language, row.balance.lost_kg)}</td>
                <td data-label={t('hub.grain_quality')}><Quality lot={lot} /></td>
                <td data-label={t('at_hubs.col.holds')}><HoldCell holds={lot.holds} /></td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {opened && <LotDialog lot={opened} onClose={close} />}
    </ListFrame>
  );
}

/** Water and protein, and where the figures come from. */
function Quality({ lot: { row } }: { lot: AtHubsLot }) {
  const t = useT();
  const language = useLanguage();
  const { moisture_bp, protein_bp } = row.quality;
  if (moisture_bp == null && protein_bp == null) return <span className="t3">–</span>;
  return (
    <>
      {t('hub.grain_moisture')} {percent(language, moisture_bp)}
      <span className="at-hubs-line">{t('hub.grain_protein')} {percent(language, protein_bp)}</span>
      <span className="xs t3 at-hubs-line">{t(`hub.grain_basis.${row.basis}`)}</span>
    </>
  );
}

function LotDialog({ lot, onClose }: { lot: AtHubsLot; onClose: () => void }) {
  const t = useT();
  const language = useLanguage();
  const organisations = useOrganisations();
  const { row, certificates } = lot;
  const weight = row.quality.test_weight_gl;
  const facts: [string, string][] = [
    [t('at_hubs.col.owner'), organisations.name(row.owner)],
    [t('at_hubs.goods_code'), row.commodity],
    [t('hub.grain_origin'), [row.origin, row.crop_year].filter(Boolean).join(', ')],
    [t('at_hubs.declared'), row.declared_kg == null ? '' : kilograms(t, language, row.declared_kg)],
    [t('hub.grain_moisture'), percent(language, row.quality.moisture_bp)],
    [t('hub.grain_protein'), percent(language, row.quality.protein_bp)],
    [t('hub.grain_gluten'), percent(language, row.quality.gluten_bp)],
    [t('hub.grain_test_weight'), weight == null ? '–' : t('hub.grain_gl', { value: number(language, weight) })],
    [t('hub.grain_quality'), t(`hub.grain_basis.${row.basis}`)],
    [t('hub.grain_certificates'), certificates.map(({ kind, number: named }) => `${t(`hub.grain_certificate.${kind}`)} ${named}`).join('; ') || '–'],
    [t('hub.grain_samples'), lot.samples.map(({ number: named, verdict }) => `${named}: ${verdict?.laboratory ?? t('hub.grain_waiting')}`).join('; ') || '–'],
    [t('at_hubs.cells'), row.places.map(({ cell, mass_kg }) => `${shortId(cell)} ${kilograms(t, language, mass_kg)}`).join('; ') || '–'],
  ];
  return (
    <Dialog title={row.number} onClose={onClose} width={520}>
      <dl className="kv">
        {facts.filter(([, value]) => value !== '').map(([name, value]) => (
          <div key={name} className="kv-row">
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <LotWeights rows={lot.weights} />
      <LotBalance balance={row.balance} />
      <HoldReasons hub={lot.hub} holds={lot.holds} />
    </Dialog>
  );
}
