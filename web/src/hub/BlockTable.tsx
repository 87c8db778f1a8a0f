import { nameIn } from '../format/names';
import { number, percent } from '../format/number';
import { useLanguage, useT } from '../i18n';
import { useOnHub } from './onHub';

/** The blocks in figures, each with a bar of what is taken and what moves keep free. */
export function BlockTable() {
  const t = useT();
  const language = useLanguage();
  const { plan, floor, params, go } = useOnHub();
  const rows = new Map(floor.blocks.map((row) => [row.id, row]));
  return (
    <table className="blocks" data-rows>
      <thead>
        <tr>
          <th scope="col">{t('hub.col_block')}</th>
          <th scope="col">{t('hub.col_purpose')}</th>
          <th scope="col" className="num">{t('hub.col_boxes')}</th>
          <th scope="col" className="num">{t('hub.col_taken')}</th>
          <th scope="col">{t('hub.col_share')}</th>
          <th scope="col" className="num">{t('hub.col_reserved')}</th>
          <th scope="col" className="num">{t('hub.col_reefers')}</th>
          <th scope="col" className="num">{t('hub.col_held')}</th>
        </tr>
      </thead>
      <tbody>
        {plan.blocks.map((block) => {
          const row = rows.get(block.id);
          const share = row && row.places > 0 ? row.taken / row.places : 0;
          const kept = row && row.places > 0 ? row.reserved / row.places : 0;
          return (
            <tr key={block.id} className={params.get('block') === block.id ? 'sel' : ''} data-block-row={block.id} onClick={() => go({ block: block.id, bay: '1' })}>
              <th scope="row" className="m">
                <button type="button" className="link" onClick={() => go({ block: block.id, bay: '1' })}>
                  {nameIn(language, block.name)}
                </button>
              </th>
              <td className="t2">
                {t(`hub.purpose.${block.purpose}`)}
                {block.dangerous.length > 0 && <span className="t3"> {t('hub.dangerous_of', { classes: block.dangerous.join(', ') })}</span>}
              </td>
              <td className="num">{number(language, row?.boxes ?? 0)}</td>
              <td className="num">
                {number(language, row?.taken ?? 0)} / {number(language, row?.places ?? 0)}
              </td>
              <td>
                <svg className="block-bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
                  <rect x="0" y="0" width="100" height="8" fill="var(--fill-0)" stroke="var(--line-2)" />
                  <rect x="0" y="0" width={share * 100} height="8" fill="var(--fill-4)" />
                  <rect x={share * 100} y="1" width={kept * 100} height="6" fill="none" stroke="var(--accent)" strokeDasharray="2 1.500" vectorEffect="non-scaling-stroke" />
                </svg>
                <span className="xs t2">{percent(language, share)}</span>
              </td>
              <td className="num">{number(language, row?.reserved ?? 0)}</td>
              <td className="num">{number(language, row?.reefers ?? 0)}</td>
              <td className={(row?.held ?? 0) > 0 ? 'num c-held m' : 'num'}>{number(language, row?.held ?? 0)}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
