import type { AtHubsGoods } from '../api/hub';
import { unitNumber } from '../format/unitNumber';
import { amountWords, cubicMetres } from '../hub/store/words';
import { shortId } from '../hub/words';
import { useLanguage, useT } from '../i18n';
import { Dialog } from '../parts/Dialog';
import { Icon } from '../parts/Icon';
import { SortHead } from '../parts/SortHead';
import { useOrganisations } from '../session/organisations';
import { HoldCell, HoldReasons, HubName, Since } from './cells';
import { filterOf } from './filter';
import { ListFrame } from './ListFrame';
import { useOnScreen } from './onScreen';
import { useList } from './queries';
import { useRows } from './useRows';

/** Goods and parcels at the hubs: how much of them is here, in which warehouse or box, under whose eyes. */
export function GoodsPart() {
  const t = useT();
  const language = useLanguage();
  const { params, seesAll, go } = useOnScreen();
  const organisations = useOrganisations();
  const filter = filterOf('goods', params);
  const list = useList('goods', filter);
  const { opened, attributes, close } = useRows(list.items, ({ hub, declaration }) => `${hub} ${declaration.id}`);
  const head = { sort: filter.sort ?? 'number', onSort: (sort: string) => go({ sort }) };
  return (
    <ListFrame part="goods" filter={filter} list={list}>
      <table className="cl at-hubs-table">
        <thead>
          <tr>
            <SortHead column="number" words={t('at_hubs.col.number')} {...head} />
            <SortHead column="description" words={t('at_hubs.col.what')} {...head} />
            <SortHead column="hub" words={t('at_hubs.col.hub')} {...head} />
            {seesAll && <SortHead column="owner" words={t('at_hubs.col.owner')} {...head} />}
            <SortHead column="mass" words={t('at_hubs.col.here')} numeric {...head} />
            <SortHead column="status" words={t('at_hubs.col.where')} {...head} />
            <SortHead column="since" words={t('at_hubs.col.since')} {...head} />
            <SortHead column="holds" words={t('at_hubs.col.holds')} {...head} />
          </tr>
        </thead>
        <tbody>
          {list.items.map((row) => {
            const { id, number: named, description, marks } = row.declaration;
            return (
              <tr key={`${row.hub} ${id}`} data-goods={named} {...attributes(row)}>
                <td data-label={t('at_hubs.col.number')}>
                  <button type="button" className="link m">{named}</button>
                </td>
                <td data-label={t('at_hubs.col.what')}>
                  {description || '–'} <span className="xs t3 at-hubs-line">{marks}</span>
                </td>
                <td data-label={t('at_hubs.col.hub')}><HubName hub={row.hub} /></td>
                {seesAll && <td data-label={t('at_hubs.col.owner')}>{organisations.name(row.declaration.owner)}</td>}
                <td className="num" data-label={t('at_hubs.col.here')}>
                  {row.inside.packages > 0 ? amountWords(t, language, row.inside) : '–'}
                  <span className="xs t3 at-hubs-line">{t('at_hubs.of_declared', { amount: amountWords(t, language, row.declaration.declared) })}</span>
                </td>
                <td data-label={t('at_hubs.col.where')}>
                  <Where row={row} />
                </td>
                <td data-label={t('at_hubs.col.since')}>{row.since ? <Since hub={row.hub} at={row.since} /> : <span className="t3">–</span>}</td>
                <td data-label={t('at_hubs.col.holds')}><HoldCell holds={row.holds} /></td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {opened && <GoodsDialog row={opened} onClose={close} />}
    </ListFrame>
  );
}

/** In which warehouse or box, and what is to be known about it. */
function Where({ row }: { row: AtHubsGoods }) {
  const t = useT();
  const boxes = row.boxes.filter(({ told, left }) => !told && !left).map(({ container }) => unitNumber(container));
  const short = row.received_otherwise?.packages ?? 0;
  return (
    <>
      {[...row.places.map(({ warehouse }) => shortId(warehouse)), ...boxes].join('; ') || t(`at_hubs.status.${row.status}`)}
      <span className="at-hubs-marks">
        {row.customs === 'bonded' && (
          <span className="chip held">
            <Icon name="held" />
            {t('store.bonded')}
          </span>
        )}
        {short !== 0 && (
          <span className="chip attention">
            <Icon name="attention" />
            {t(short < 0 ? 'at_hubs.short' : 'at_hubs.over', { packages: Math.abs(short) })}
          </span>
        )}
        {row.damaged_packages > 0 && (
          <span className="chip attention">
            <Icon name="attention" />
            {t('at_hubs.damaged', { packages: row.damaged_packages })}
          </span>
        )}
      </span>
    </>
  );
}

function GoodsDialog({ row, onClose }: { row: AtHubsGoods; onClose: () => void }) {
  const t = useT();
  const language = useLanguage();
  const organisations = useOrganisations();
  const goods = row.declaration;
  const facts: [string, string | null | undefined][] = [
    [t('at_hubs.col.owner'), organisations.name(goods.owner)],
    [t('at_hubs.col.what'), goods.description],
    [t('at_hubs.marks'), goods.marks],
    [t('at_hubs.reference'), goods.reference],
    [t('at_hubs.goods_code'), goods.commodity],
    [t('at_hubs.declared'), amountWords(t, language, goods.declared)],
    [t('at_hubs.volume'), goods.volume_l == null ? null : cubicMetres(t, language, goods.volume_l)],
    [t('at_hubs.col.here'), amountWords(t, language, row.inside)],
    [t('at_hubs.weighed'), t(row.weighed ? 'at_hubs.yes' : 'at_hubs.no')],
    [t('store.customs'), t(row.customs === 'bonded' ? 'store.bonded' : 'store.free')],
    [t('at_hubs.cleared'), row.cleared_packages > 0 ? String(row.cleared_packages) : null],
    [t('at_hubs.dangerous'), (goods.dangerous ?? []).join(', ')],
  ];
  return (
    <Dialog title={goods.number} onClose={onClose} width={520}>
      <dl className="kv">
        {facts.filter(([, value]) => value).map(([name, value]) => (
          <div key={name} className="kv-row">
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {row.places.length + row.boxes.length > 0 && (
        <table className="grain-table">
          <thead>
            <tr>
              <th scope="col">{t('at_hubs.col.where')}</th>
              <th scope="col" className="num">{t('at_hubs.col.amount')}</th>
              <th scope="col">{t('at_hubs.col.since')}</th>
            </tr>
          </thead>
          <tbody>
            {row.places.map(({ warehouse, amount, since }) => (
              <tr key={warehouse}>
                <td>{shortId(warehouse)}</td>
                <td className="num">{amountWords(t, language, amount)}</td>
                <td><Since hub={row.hub} at={since} /></td>
              </tr>
            ))}
            {row.boxes.map(({ list, container, amount, stage, left }) => (
              <tr key={list}>
                <td>{unitNumber(container)} <span className="xs t3 at-hubs-line">{list}</span></td>
                <td className="num">{amountWords(t, language, amount)}</td>
                <td>{left ? <>{left.name} <Since hub={row.hub} at={left.at} /></> : t(`store.stage.${stage}`)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <HoldReasons hub={row.hub} holds={row.holds} />
    </Dialog>
  );
}
