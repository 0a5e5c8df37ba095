import { screen } from "@testing-library/react";
import { expect, it, vi } from "vitest";
import type { Attempt } from "../../api/types";
import { show } from "../../test/show";
import { AttemptStory } from "./AttemptStory";

const attempt = (some: Partial<Attempt>) =>
  ({
    attempt_id: "a1",
    outcome: "abandoned",
    name: null,
    open_id: null,
    mode: "qr",
    started_at: "2026-11-26T08:00:00Z",
    returned_at: null,
    problem: null,
    request_id: null,
    feishu: null,
    setup_step: null,
    ...some,
  }) as Attempt;

it("says of nobody who returned that they did not", async () => {
  show(<AttemptStory attempt={attempt({ returned_at: "2026-11-26T08:00:09Z" })} application="Campus" onClose={vi.fn()} />);
  expect(await screen.findByText("Not finished")).toBeInTheDocument();
  expect(screen.getByText("Unknown (Feishu did not say who)")).toBeInTheDocument();
  expect(screen.queryByText(/did not come back|Never came back/)).toBeNull();
});

it("says of who never returned that they did not", async () => {
  show(<AttemptStory attempt={attempt({})} application="Campus" onClose={vi.fn()} />);
  expect(await screen.findByText("Never came back")).toBeInTheDocument();
  expect(screen.getByText("Unknown (did not come back)")).toBeInTheDocument();
});
