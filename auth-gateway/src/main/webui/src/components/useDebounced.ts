import { useEffect, useState } from "react";

/** A value once it has rested for so many milliseconds; what somebody types is not asked about letter by letter. */
export function useDebounced<T>(value: T, ms = 300): T {
  const [rested, setRested] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setRested(value), ms);
    return () => clearTimeout(timer);
  }, [value, ms]);
  return rested;
}
