import { type Progress, STAGES, type Run, type Stage } from "../../../api/synchronization";

/** How much of the whole each stage is: reading people is nearly all of it, since Feishu limits the calls. */
const SHARE: Record<Stage, number> = {
  reading_range: 2,
  reading_departments: 13,
  reading_members: 65,
  comparing: 5,
  applying: 15,
};

/** Done so far, in percent; while a run goes on never 100. */
export function percentDone(progress: Pick<Progress, "stage"> & Partial<Progress>): number {
  const before = STAGES.slice(0, STAGES.indexOf(progress.stage)).reduce((sum, stage) => sum + SHARE[stage], 0);
  return Math.min(99, Math.floor(before + SHARE[progress.stage] * withinStage(progress)));
}

function withinStage(progress: Pick<Progress, "stage"> & Partial<Progress>): number {
  switch (progress.stage) {
    case "reading_members":
      return share(progress.lists_read, progress.lists_known);
    case "applying":
      return share(progress.changes_applied, progress.changes_found);
    default:
      return 0;
  }
}

function share(part: number | undefined, whole: number | undefined): number {
  return part === undefined || !whole ? 0 : Math.min(1, part / whole);
}

/** What is known of a run's progress from the run alone, where its event stream cannot be had. */
export function progressOfRun(run: Run): Pick<Progress, "stage" | "calls" | "run_id" | "status"> {
  return { run_id: run.run_id, status: run.status, stage: run.stage, calls: run.calls };
}

/** A span of time for people: the unit and how many, rounded so that it does not flicker. */
export function roughly(seconds: number): { unit: "seconds" | "minutes" | "hours"; count: number } {
  if (seconds < 60) return { unit: "seconds", count: seconds <= 5 ? 5 : Math.ceil(seconds / 5) * 5 };
  if (seconds < 3600) return { unit: "minutes", count: Math.round(seconds / 60) };
  return { unit: "hours", count: Math.round(seconds / 360) / 10 };
}

/** Whether a run found nothing that is not as it was. */
export function foundNothing(run: Run): boolean {
  return [run.departments, run.members].every((counts) => counts.added + counts.updated + counts.removed === 0);
}
