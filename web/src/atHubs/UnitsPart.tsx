import type { AtHubsUnit } from '../api/hub';
import { unitNumber } from '../format/unitNumber';
import { number } from '../format/number';
import { tonnes } from '../hub/words';
import { translated, useLanguage, useT, type T } from '../i18n';
import { Dialog } from '../parts/Dialog';
import { SortHead } from '../parts/SortHead';
import { href } from '../route';
import { useOrganisations } from '../session/organisations';
import { HoldCell, HoldReasons, HubName, Since } from './cells';
import { filterOf } from './filter';
import { ListFrame } from './ListFrame';
import { useOnScreen } from './onScreen';
import { useList } from './queries';
import { useRows } from './useRows';

/** Boxes, vehicles and pieces at the hubs: where as an area, since when, what stops them. */
export function UnitsPart() {
  const t = useT();
  const language = useLanguage();
  const { params, seesAll, go } = useOnScreen();
  const organisations = useOrganisations();
  const filter = filterOf('units', params);
  const list = useList('units', filter);
  const { opened, attributes, close } = useRows(list.items, ({ hub, id }) => `${hub} ${id}`);
  const head = { sort: filter.sort ?? 'number', onSort: (sort: string) => go({ sort }) };
  return (
    <ListFrame part="units" filter={filter} list={list}>
      <table className="cl at-hubs-table">
        <thead>
          <tr>
            <SortHead column="number" words={t('at_hubs.col.number')} {...head} />
            <SortHead column="hub" words={t('at_hubs.col.hub')} {...head} />
            {seesAll && <SortHead column="owner" words={t('at_hubs.col.owner')} {...head} />}
            <th scope="col">{t('at_hubs.col.kind')}</th>
            <SortHead column="destination" words={t('at_hubs.col.destination')} {...head} />
            <SortHead column="mass" words={t('at_hubs.col.mass')} numeric {...head} />
            <SortHead column="status" words={t('at_hubs.col.area')} {...head} />
            <SortHead column="since" words={t('at_hubs.col.since')} {...head} />
            <SortHead column="holds" words={t('at_hubs.col.holds')} {...head} />
          </tr>
        </thead>
        <tbody>
          {list.items.map((row) => (
            <tr key={`${row.hub} ${row.id}`} data-unit={row.number} {...attributes(row)}>
              <td data-label={t('at_hubs.col.number')}>
                <button type="button" className="link m">{unitNumber(row.number)}</button>
              </td>
              <td data-label={t('at_hubs.col.hub')}><HubName hub={row.hub} /></td>
              {seesAll && <td data-label={t('at_hubs.col.owner')}>{organisations.name(row.owner)}</td>}
              <td data-label={t('at_hubs.col.kind')}>
                {kindWords(t, row)} {row.goods && <span className="xs t3 at-hubs-line">HS {row.goods}</span>}
              </td>
              <td data-label={t('at_hubs.col.destination')}>
                {row.destination ?? '–'} {row.onward && <span className="xs t3 at-hubs-line">{row.onward}</span>}
              </td>
              <td className="num" data-label={t('at_hubs.col.mass')}>{tonnes(t, language, row.mass_kg)}</td>
              <td data-label={t('at_hubs.col.area')}>
                {t(`at_hubs.status.${row.area}`)} {row.came_by && <span className="xs t3 at-hubs-line">{translated(t, `at_hubs.came.${row.came_by}`)}</span>}
              </td>
              <td data-label={t('at_hubs.col.since')}><Since hub={row.hub} at={row.since} /></td>
              <td data-label={t('at_hubs.col.holds')}><HoldCell holds={row.holds} /></td>
            </tr>
          ))}
        </tbody>
      </table>
      {opened && <UnitDialog row={opened} onClose={close} />}
    </ListFrame>
  );
}

/** Returns `40′, laden`, or what else it is. */
function kindWords(t: T, { kind, fill }: AtHubsUnit): string {
  const words = kind === '20' || kind === '40' ? `${kind}′` : (translated(t, `at_hubs.kind.${kind}`) ?? kind);
  return [words, translated(t, `hub.fill.${fill}`) ?? fill].join(t('way.comma'));
}

function UnitDialog({ row, onClose }: { row: AtHubsUnit; onClose: () => void }) {
  const t = useT();
  const language = useLanguage();
  const organisations = useOrganisations();
  const facts: [string, string | null | undefined][] = [
    [t('at_hubs.col.owner'), organisations.name(row.owner)],
    [t('at_hubs.col.kind'), kindWords(t, row)],
    [t('at_hubs.col.mass'), row.mass_kg == null ? null : `${tonnes(t, language, row.mass_kg)} ${t(row.verified ? 'at_hubs.verified' : 'at_hubs.declared')}`],
    [t('at_hubs.goods_code'), row.goods],
    [t('at_hubs.col.destination'), row.destination],
    [t('at_hubs.onward'), row.onward],
    [t('at_hubs.col.area'), t(`at_hubs.status.${row.area}`)],
    [t('store.customs'), t(`at_hubs.customs.${row.customs}`)],
    [t('at_hubs.set_point'), row.set_point_dc == null ? null : `${number(language, row.set_point_dc / 10, 1)} °C`],
    [t('at_hubs.dangerous'), row.dangerous.join(', ')],
    [t('at_hubs.damage'), row.damage],
  ];
  return (
    <Dialog title={unitNumber(row.number)} onClose={onClose} width={480}>
      <dl className="kv">
        {facts.filter(([, value]) => value).map(([name, value]) => (
          <div key={name} className="kv-row">
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
        <div className="kv-row">
          <dt>{t('at_hubs.col.since')}</dt>
          <dd><Since hub={row.hub} at={row.since} /></dd>
        </div>
        {row.consignment && (
          <div className="kv-row">
            <dt>{t('screen.consignments')}</dt>
            <dd><a href={href('consignments', new URLSearchParams({ id: row.consignment }))}>{row.consignment.slice(0, 8)}</a></dd>
          </div>
        )}
      </dl>
      {row.flagged && <p className="s c-attention">{t('at_hubs.flagged')}</p>}
      <HoldReasons hub={row.hub} holds={row.holds} />
    </Dialog>
  );
}
