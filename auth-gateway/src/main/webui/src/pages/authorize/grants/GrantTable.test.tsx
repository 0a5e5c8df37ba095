import { screen } from "@testing-library/react";
import { expect, it } from "vitest";
import type { Grant, Role } from "../../../api/permissions";
import { show } from "../../../test/show";
import { GrantTable } from "./GrantTable";

it("names roles as people know them, with the name the application knows", async () => {
  const grant = (id: string, role: string) =>
    ({ grant_id: id, effect: "allow", role, principal: { type: "everyone", id: null }, state: "in_force", valid_from: null, valid_until: null }) as unknown as Grant;
  const roles = [{ name: "head", title: "Head of class", built_in: false }] as Role[];
  show(<GrantTable grants={[grant("g1", "head"), grant("g2", "guest")]} organizations={[]} roles={roles} onEdit={null} onRemove={null} />);
  expect(await screen.findByText(/Head of class/)).toBeInTheDocument();
  expect(screen.getByText("head")).toBeInTheDocument();
  expect(screen.getByText("guest")).toBeInTheDocument();
});
