import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it, vi } from "vitest";
import { answering, page } from "../test/api";
import { show } from "../test/show";
import { ApplicationSelect } from "./ApplicationSelect";

it("tells applications of the same title apart", async () => {
  const application = (id: string) => ({ org_id: "whwy", app_id: id, title: "Campus" });
  answering({ "GET /api/auth/applications": () => page([application("app1"), application("app2")]) });
  const change = vi.fn();
  show(<ApplicationSelect value={null} onChange={change} />);
  await userEvent.click(await screen.findByRole("combobox", { name: "Application" }));
  await userEvent.click(await screen.findByTitle("Campus · whwy/app2"));
  expect(change).toHaveBeenCalledWith({ orgId: "whwy", appId: "app2" });
});
