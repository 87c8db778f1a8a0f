import { useState } from 'react';

import type { Block, BoxRow } from '../api/hub';
import { nameIn } from '../format/names';
import { unitNumber } from '../format/unitNumber';
import { useLanguage, useT } from '../i18n';
import { Icon } from '../parts/Icon';
import { Failure, Waiting } from '../plan/States';
import { CountDialog } from './CountDialog';
import { HoldMarks } from './HoldMarks';
import { useOperates } from './may';
import { useOnHub } from './onHub';
import { useBlock } from './queries';
import { bayNumber, boxAt, isAbove } from './yard';

/** One bay of a block from the side: rows beside each other, tiers above each other; a box opens beside. */
export function StackPanel({ isShort = false }: { isShort?: boolean }) {
  const t = useT();
  const language = useLanguage();
  const { plan, params, go } = useOnHub();
  const records = useOperates('record');
  const [isCounting, setIsCounting] = useState(false);
  const block = plan.blocks.find(({ id }) => id === params.get('block')) ?? plan.blocks[0];
  const answer = useBlock(plan.id, block?.id ?? null);
  if (!block) return null;
  const asked = Number(params.get('bay') ?? 1);
  const bay = asked % 2 === 1 && asked <= block.bays * 2 ? asked : 1;
  const step = (by: number) => go({ block: block.id, bay: String(Math.min(Math.max(bay + by, 1), bayNumber(block.bays - 1))) });
  return (
    <section className="panel hub-stack" aria-label={t('hub.section')}>
      <div className="ph">
        <h2>{t('hub.section_of', { block: nameIn(language, block.name), bay: String(bay).padStart(2, '0') })}</h2>
        <button type="button" className="btn sq q" aria-label={t('hub.bay_before')} disabled={bay <= 1} onClick={() => step(-2)}>
          <Icon name="left" />
        </button>
        <button type="button" className="btn sq q" aria-label={t('hub.bay_after')} disabled={bay >= bayNumber(block.bays - 1)} onClick={() => step(2)}>
          <Icon name="right" />
        </button>
        <span className="grow" />
        <span className="xs t3 el">{t('hub.section_hint')}</span>
        {records && !isShort && (
          <button type="button" className="btn" onClick={() => setIsCounting(true)}>
            {t('hub.do.count')}
          </button>
        )}
      </div>
      {answer.error && !answer.data && <Failure error={answer.error} />}
      {answer.isPending && <Waiting rows={3} />}
      {isCounting && <CountDialog block={block} onClose={() => setIsCounting(false)} />}
      {answer.data && <Section block={block} boxes={answer.data} bay={bay} />}
    </section>
  );
}

/** Returns the part of a number that tells boxes of one owner apart: `164339 6` of `TGHU 164339 6`. */
function serial(number: string): string {
  return unitNumber(number).replace(/^[A-Z]{4} /, '');
}

/** The section is a table: tiers are its rows from the top, rows of the block its columns. */
function Section({ block, boxes, bay }: { block: Block; boxes: readonly BoxRow[]; bay: number }) {
  const t = useT();
  const { selected, select } = useOnHub();
  const chosen = boxes.find(({ id }) => selected === `unit:${id}`);
  const tiers = Array.from({ length: block.tiers }, (_, index) => block.tiers - index);
  const rows = Array.from({ length: block.rows }, (_, index) => index + 1);
  return (
    <div className="scroll" tabIndex={0} role="region" aria-label={t('hub.section')}>
      <table className="section">
        <tbody>
          {tiers.map((tier) => (
            <tr key={tier}>
              <th scope="row" className="xs t3">{tier}</th>
              {rows.map((row) => {
                const box = boxAt(boxes, bay, row, tier);
                return (
                  <td key={row}>
                    {box ? (
                      <button
                        type="button"
                        data-box={box.number}
                        className={`box ${box.fill} ${(box.holds?.length ?? 0) > 0 ? 'stopped' : ''} ${box.form === '40' ? 'long' : ''} ${chosen && isAbove(box, chosen) ? 'above' : ''} ${box === chosen ? 'chosen' : ''}`}
                        aria-pressed={box === chosen}
                        title={unitNumber(box.number)}
                        onClick={() => select(`unit:${box.id}`)}
                      >
                        <span className="el">{serial(box.number)}</span>
                        <HoldMarks holds={box.holds ?? []} isShort />
                        {box.set_point_dc !== null && box.set_point_dc !== undefined && <span className="mark reefer" title={t('hub.reefer')}>❄</span>}
                        {(box.dangerous?.length ?? 0) > 0 && <span className="mark c-late">{box.dangerous?.join(',')}</span>}
                        <span className="sr-only">
                          {t(`hub.fill.${box.fill}`)}, {t('hub.feet', { feet: box.form })}
                        </span>
                      </button>
                    ) : (
                      <span className="hole" aria-hidden="true" />
                    )}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <td />
            {rows.map((row) => (
              <td key={row} className="xs t2">{t('hub.row_of', { row })}</td>
            ))}
          </tr>
        </tfoot>
      </table>
    </div>
  );
}
