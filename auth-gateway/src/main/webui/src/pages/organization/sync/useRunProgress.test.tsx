import { act, screen, waitFor } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { answering } from "../../../test/api";
import { show } from "../../../test/show";
import { POLL_MS, SILENCE_MS, useRunProgress } from "./useRunProgress";

const ORG = "org";
const RUN = "run-1";
const ONE_RUN = `GET /api/org/organizations/${ORG}/sync-runs/${RUN}`;
const calls = { made: 3, lower_bound: 3, extra: [], throttled: 0 };
const progress = (stage: string) => ({ run_id: RUN, status: "running", stage, calls, people_read: 40 });

/** An event stream that says what the test makes it say. */
class Stream extends EventTarget {
  static readonly CLOSED = 2;
  static latest: Stream;
  readyState = 1;
  readonly url: string;
  closed = false;

  constructor(url: string) {
    super();
    this.url = url;
    Stream.latest = this;
  }

  say(name: string, data: unknown) {
    act(() => void this.dispatchEvent(new MessageEvent(name, { data: typeof data === "string" ? data : JSON.stringify(data) })));
  }

  refuse() {
    this.readyState = 2;
    act(() => void this.dispatchEvent(new Event("error")));
  }

  breakOff() {
    this.readyState = 0;
    act(() => void this.dispatchEvent(new Event("error")));
  }

  close() {
    this.closed = true;
  }
}

function Shown({ run }: { run: string | null }) {
  const told = useRunProgress(ORG, run);
  return <p>{told === null ? "nothing" : `${told.stage} ${told.people_read ?? "?"}`}</p>;
}

beforeEach(() => {
  vi.stubGlobal("EventSource", Stream);
  vi.useFakeTimers({ shouldAdvanceTime: true });
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe("following a run", () => {
  it("shows what the event stream tells, until it ends", () => {
    answering({});
    show(<Shown run={RUN} />);
    expect(screen.getByText("nothing")).toBeInTheDocument();
    expect(Stream.latest.url).toBe(`/api/org/organizations/${ORG}/sync-runs/${RUN}/progress`);

    Stream.latest.say("progress", progress("reading_members"));
    expect(screen.getByText("reading_members 40")).toBeInTheDocument();
    Stream.latest.say("progress", progress("applying"));
    expect(screen.getByText("applying 40")).toBeInTheDocument();

    Stream.latest.say("end", { run_id: RUN, status: "succeeded" });
    expect(Stream.latest.closed).toBe(true);
  });

  it("takes no notice of what cannot be read", () => {
    answering({});
    show(<Shown run={RUN} />);
    Stream.latest.say("progress", progress("comparing"));
    Stream.latest.say("progress", "{not json");
    expect(screen.getByText("comparing 40")).toBeInTheDocument();
  });

  it("asks every other second where the stream is refused, and stops when the run is over", async () => {
    const stages = ["reading_range", "comparing", "over"];
    const made = answering({
      [ONE_RUN]: () => {
        const stage = stages.shift() ?? "over";
        return { body: { run_id: RUN, status: stage === "over" ? "succeeded" : "running", stage, calls } };
      },
    });
    show(<Shown run={RUN} />);
    Stream.latest.refuse();

    await screen.findByText("reading_range ?");
    await act(() => vi.advanceTimersByTimeAsync(POLL_MS));
    await screen.findByText("comparing ?");
    await act(() => vi.advanceTimersByTimeAsync(POLL_MS));
    await waitFor(() => expect(made).toHaveLength(3));
    await act(() => vi.advanceTimersByTimeAsync(10 * POLL_MS));
    expect(made).toHaveLength(3);
  });

  it("leaves a stream that broke off to the browser, which takes it up again", async () => {
    const made = answering({ [ONE_RUN]: () => ({ body: { ...progress("comparing") } }) });
    show(<Shown run={RUN} />);
    Stream.latest.breakOff();
    await act(() => vi.advanceTimersByTimeAsync(SILENCE_MS / 2));
    expect(made).toHaveLength(0);
    expect(Stream.latest.closed).toBe(false);
  });

  it("asks where the stream is silent, until it speaks again", async () => {
    const made = answering({ [ONE_RUN]: () => ({ body: { run_id: RUN, status: "running", stage: "comparing", calls } }) });
    show(<Shown run={RUN} />);
    await act(() => vi.advanceTimersByTimeAsync(SILENCE_MS));
    await screen.findByText("comparing ?");

    Stream.latest.say("progress", progress("applying"));
    await act(() => vi.advanceTimersByTimeAsync(POLL_MS));
    const asked = made.length;
    await act(() => vi.advanceTimersByTimeAsync(SILENCE_MS - POLL_MS - 500));
    expect(made).toHaveLength(asked);
  });

  it("is not begun without a run, and ends with the page", () => {
    answering({});
    const { unmount } = show(<Shown run={RUN} />);
    unmount();
    expect(Stream.latest.closed).toBe(true);
  });
});
