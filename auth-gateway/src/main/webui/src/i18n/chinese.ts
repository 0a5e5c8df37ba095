let known: ((sentence: string) => string | null) | null = null;

/** Fetches what the services' sentences are in Chinese: it is long, and most visits see no error. */
export async function fetchSentences(): Promise<void> {
  try {
    known ??= (await import("./sentences")).inChinese;
  } catch {
    // They are shown as the service put them.
  }
}

/** A service's sentence in Chinese; null for one that is not known, or not fetched yet. */
export function inChinese(sentence: string): string | null {
  return known?.(sentence) ?? null;
}
