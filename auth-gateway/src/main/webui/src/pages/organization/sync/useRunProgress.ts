import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { type Progress, progressUrl, type Run, synchronizationApi } from "../../../api/synchronization";
import { progressOfRun } from "./runProgress";
import { syncKeys } from "./keys";

/** Between two looks at a run whose event stream cannot be had. */
export const POLL_MS = 2_000;

/** A stream that has said nothing for so long is held back by something in between. */
export const SILENCE_MS = 8_000;

export type PartialProgress = Pick<Progress, "run_id" | "status" | "stage" | "calls"> & Partial<Progress>;

/**
 * How far a run is, as its event stream tells it; without one, as it is when asked every other second. Whoever shows runs is told when it has ended.
 * Null while nothing is known, or without a run to follow.
 */
export function useRunProgress(organization: string, run: string | null): PartialProgress | null {
  const queries = useQueryClient();
  const [progress, setProgress] = useState<PartialProgress | null>(null);

  useEffect(() => {
    setProgress(null);
    if (run === null) return undefined;
    const following = new Following(organization, run, setProgress, (ended) => {
      if (ended) queries.setQueryData(syncKeys.run(organization, run), ended);
      void queries.invalidateQueries({ queryKey: syncKeys.runs(organization) });
      void queries.invalidateQueries({ queryKey: ["directory", organization] });
    });
    return () => following.stop();
  }, [organization, run, queries]);

  return run !== null && progress?.run_id === run ? progress : null;
}

class Following {
  private readonly stream: EventSource | null;
  private silence: ReturnType<typeof setTimeout> | undefined;
  private polling: ReturnType<typeof setTimeout> | undefined;
  private stopped = false;
  private asking = false;

  constructor(
    private readonly organization: string,
    private readonly run: string,
    private readonly told: (progress: PartialProgress) => void,
    private readonly ended: (run: Run | null) => void,
  ) {
    if (typeof EventSource === "undefined") {
      this.stream = null;
      this.ask();
      return;
    }
    this.stream = new EventSource(progressUrl(organization, run));
    this.stream.addEventListener("progress", (event) => this.onProgress(event));
    this.stream.addEventListener("end", (event) => this.end(parsed<Run>(event)));
    this.stream.addEventListener("error", () => {
      // Broken off, the browser takes it up again by itself; closed, it was refused.
      if (this.stream?.readyState === EventSource.CLOSED) this.fallBack();
    });
    this.waitForWord();
  }

  stop(): void {
    this.stopped = true;
    this.stream?.close();
    clearTimeout(this.silence);
    clearTimeout(this.polling);
  }

  private onProgress(event: Event): void {
    const progress = parsed<Progress>(event);
    if (this.stopped || progress === null) return;
    this.asking = false;
    this.waitForWord();
    this.told(progress);
  }

  private end(run: Run | null): void {
    if (this.stopped) return;
    this.stop();
    this.ended(run);
  }

  private waitForWord(): void {
    clearTimeout(this.silence);
    this.silence = setTimeout(() => this.ask(), SILENCE_MS);
  }

  private fallBack(): void {
    this.stream?.close();
    clearTimeout(this.silence);
    this.ask();
  }

  private ask(): void {
    this.asking = true;
    this.poll();
  }

  private poll(): void {
    clearTimeout(this.polling);
    if (this.stopped) return;
    synchronizationApi
      .run(this.organization, this.run)
      .then((run) => {
        if (this.stopped) return;
        if (run.status !== "running") this.end(run);
        else this.told(progressOfRun(run));
      })
      .catch(() => undefined)
      .finally(() => {
        if (!this.stopped && this.asking) this.polling = setTimeout(() => this.poll(), POLL_MS);
      });
  }
}

function parsed<T>(event: Event): T | null {
  try {
    return JSON.parse(String((event as MessageEvent).data)) as T;
  } catch {
    return null;
  }
}
