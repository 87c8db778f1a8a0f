import { useEffect, useState } from 'react';

/** Returns the value once it has been still for a while. */
export function useDebounced<Value>(value: Value, millis: number): Value {
  const [still, setStill] = useState(value);
  useEffect(() => {
    const timer = window.setTimeout(() => setStill(value), millis);
    return () => window.clearTimeout(timer);
  }, [value, millis]);
  return still;
}
