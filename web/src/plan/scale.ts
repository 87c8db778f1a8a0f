export interface Scale {
  isLog: boolean;
  ticks: number[];
  at: (value: number) => number;
}

const NICE = [1, 2, 2.5, 5, 10];

/** Returns a linear scale over whole steps, or a logarithmic one when the largest value is more than four times the least. */
export function scaleFor(low: number, high: number, from: number, to: number, mayLog: boolean): Scale {
  if (mayLog && low > 0 && high / low > 4) return logScale(low, high, from, to);
  const span = Math.max(high - low, Math.abs(high) * 0.05, 1e-9);
  const rough = span / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = (NICE.find((nice) => nice * power >= rough) ?? 10) * power;
  const first = Math.floor((low - span * 0.08) / step) * step;
  const start = low >= 0 ? Math.max(0, first) : first;
  const end = Math.ceil((high + span * 0.08) / step) * step;
  const ticks = Array.from({ length: Math.round((end - start) / step) + 1 }, (_, index) => start + index * step);
  return { isLog: false, ticks, at: (value) => from + ((value - start) / (end - start)) * (to - from) };
}

function logScale(low: number, high: number, from: number, to: number): Scale {
  const start = Math.log10(low * 0.85);
  const end = Math.log10(high * 1.2);
  const ticks: number[] = [];
  for (let power = Math.floor(start); power <= end; power += 1) {
    for (const nice of [1, 2, 5]) {
      const value = nice * 10 ** power;
      if (Math.log10(value) >= start && Math.log10(value) <= end) ticks.push(value);
    }
  }
  return { isLog: true, ticks, at: (value) => from + ((Math.log10(value) - start) / (end - start)) * (to - from) };
}
