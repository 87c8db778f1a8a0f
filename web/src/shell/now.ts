import { useEffect, useState } from 'react';

import { serverAhead } from '../api/client';

/** Returns the server's now, ticking; this computer's clock may be another. The timetable's `now` stands still while the server runs. */
export function useNow(stepMillis = 1000): Date {
  const [clock, setClock] = useState(() => Date.now());
  useEffect(() => {
    const timer = window.setInterval(() => setClock(Date.now()), stepMillis);
    return () => window.clearInterval(timer);
  }, [stepMillis]);
  return new Date(clock + serverAhead());
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
