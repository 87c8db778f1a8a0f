import { useEffect, useState } from 'react';

import { useCorridor } from '../api/queries';

/** Returns the server's now, ticking; the corridor may run at another time than this computer. */
export function useNow(stepMillis = 1000): Date {
  const { data, dataUpdatedAt } = useCorridor();
  const [clock, setClock] = useState(() => Date.now());
  useEffect(() => {
    const timer = window.setInterval(() => setClock(Date.now()), stepMillis);
    return () => window.clearInterval(timer);
  }, [stepMillis]);
  const offset = data ? Date.parse(data.now) - dataUpdatedAt : 0;
  return new Date(clock + offset);
}

/** Returns this computer's clock in milliseconds, ticking. */
export function useClock(stepMillis: number): number {
  const [clock, setClock] = useState(() => Date.now());
  useEffect(() => {
    const timer = window.setInterval(() => setClock(Date.now()), stepMillis);
    return () => window.clearInterval(timer);
  }, [stepMillis]);
  return clock;
}
