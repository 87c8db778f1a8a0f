import type { ChargeLine, ChargeRow, TariffLine } from '../../api/hub';
import { number } from '../../format/number';
import { translated, useLanguage, useT } from '../../i18n';

/** Returns how acts, amounts and lines of the tariff are called. */
export function useChargeWords() {
  const t = useT();
  const language = useLanguage();
  const act = (word: string) => translated(t, `hub.charges.act.${word}`) ?? word;
  const boxes = ({ size, fill }: { size?: string; fill?: string }) => {
    const feet = size ? t('hub.feet', { feet: size }) : '';
    const filled = fill ? (translated(t, `hub.fill.${fill}`) ?? fill) : '';
    return [feet, filled].filter(Boolean).join(t('way.comma'));
  };
  return {
    act,
    boxes,
    per: (word: string) => translated(t, `hub.charges.per.${word}`) ?? word,
    /** `190 m`, `24.31 t`, `2`. */
    amount: ({ per, amount }: Pick<ChargeRow, 'per' | 'amount'>) => {
      const value = per === 't' || per === 't_day' || per === 't_percent' ? amount / 1000 : amount;
      return t(`hub.charges.amount.${per === 'each' || per === 'day' ? 'pieces' : per === 'm_day' ? 'metres' : per === 't_percent' ? 'points' : 'tonnes'}`, { value: number(language, value, per.startsWith('t') ? 3 : 0) });
    },
    days: (days: number) => t('hub.charges.days', { days: number(language, days) }),
    line: ({ act: word, ...kind }: Pick<TariffLine, 'act' | 'size' | 'fill'>) => [act(word), boxes(kind)].filter(Boolean).join(t('way.comma')),
  };
}

/** Returns whether days of an act are counted. */
export function isByDay(per: string): boolean {
  return per.endsWith('day');
}

/** Returns the days on which a line charges, counted from the first day of the act. */
export function daysOf(row: Pick<ChargeRow, 'free_days' | 'lines'>, line: ChargeLine): [number, number] {
  const before = row.lines.slice(0, row.lines.indexOf(line)).reduce((sum, { days }) => sum + days, row.free_days);
  return [before + 1, before + line.days];
}
