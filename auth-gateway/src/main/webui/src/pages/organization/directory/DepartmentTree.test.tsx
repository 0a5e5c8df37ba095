import { act, fireEvent, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { describe, expect, it } from "vitest";
import { answering, page, problem } from "../../../test/api";
import { show } from "../../../test/show";
import { DepartmentTree } from "./DepartmentTree";

const LIST = "GET /api/org/organizations/org/departments";
const ONE = "GET /api/org/organizations/org/departments/*";
const department = (id: string, parent: string | null = null, below = false) => ({
  department_id: id,
  name: `Department ${id}`,
  parent_id: parent,
  path: parent ? `Department ${parent}/Department ${id}` : `Department ${id}`,
  member_count: 2,
  has_sub_departments: below,
});

function Tree({ multiple = false }: { multiple?: boolean }) {
  const [chosen, setChosen] = useState<string[]>([]);
  return (
    <>
      <DepartmentTree
        organization="org"
        companyName="Starbridge"
        company={!multiple}
        multiple={multiple}
        selected={new Set(chosen)}
        onSelect={(id) => setChosen(multiple ? [...chosen, id] : [id])}
      />
      <p data-testid="chosen">{chosen.join()}</p>
    </>
  );
}

const levels = ({ url }: { url: string }) => {
  const query = new URL(url, "http://x").searchParams;
  if (query.get("q")) return page([department("b", "a")]);
  return query.get("parent_id") === "root" ? page([department("a", null, true), department("z")]) : page([department("b", "a")]);
};

describe("the tree of departments", () => {
  it("reads a level when it is opened, by mouse", async () => {
    const calls = answering({ [LIST]: levels });
    show(<Tree />);
    const a = await screen.findByRole("treeitem", { name: "Department a, 2 people" });
    expect(a).toHaveAttribute("aria-expanded", "false");
    expect(screen.getByRole("treeitem", { name: "Starbridge" })).toBeInTheDocument();
    expect(calls).toHaveLength(1);

    await userEvent.click(a.querySelector("[data-toggle]") as Element);
    expect(await screen.findByRole("treeitem", { name: "Department b, 2 people" })).toHaveAttribute("aria-level", "3");
    expect(screen.getByTestId("chosen")).toHaveTextContent("");
  });

  it("is opened, walked and chosen from by keyboard", async () => {
    answering({ [LIST]: levels });
    show(<Tree />);
    await screen.findByRole("treeitem", { name: "Department a, 2 people" });
    const tree = screen.getByRole("tree", { name: "Departments" });
    act(() => tree.focus());
    await userEvent.keyboard("{ArrowDown}{ArrowRight}");
    await screen.findByRole("treeitem", { name: "Department b, 2 people" });
    await userEvent.keyboard("{ArrowRight}{Enter}");
    expect(screen.getByTestId("chosen")).toHaveTextContent("b");
    expect(document.getElementById(tree.getAttribute("aria-activedescendant") ?? "")).toHaveAttribute("aria-selected", "true");
  });

  it("finds a department, and opens what is above it", async () => {
    answering({ [LIST]: levels, [ONE]: (_, id) => ({ body: department(id, null, true) }) });
    show(<Tree />);
    await userEvent.type(await screen.findByLabelText("Find a department"), "b");
    const found = await screen.findByRole("button", { name: /Department b/ });
    expect(within(found).getByText("Department a/Department b")).toBeInTheDocument();
    await userEvent.click(found);

    await waitFor(() => expect(screen.getByRole("treeitem", { name: "Department b, 2 people" })).toHaveAttribute("aria-selected", "true"));
  });

  it("says that a level could not be read, and reads it again", async () => {
    let fails = true;
    answering({ [LIST]: (call) => (fails ? problem(503, "service-unavailable") : levels(call)) });
    show(<Tree />);
    const again = await screen.findByRole("button", { name: "Could not be loaded, try again" });
    fails = false;
    await userEvent.click(again);
    expect(await screen.findByRole("treeitem", { name: "Department a, 2 people" })).toBeInTheDocument();
  });

  it("lets several be chosen", async () => {
    answering({ [LIST]: levels });
    show(<Tree multiple />);
    await userEvent.click(await screen.findByRole("treeitem", { name: "Department a, 2 people" }));
    await userEvent.click(screen.getByRole("treeitem", { name: "Department z, 2 people" }));
    expect(screen.getByTestId("chosen")).toHaveTextContent("a,z");
    expect(screen.getByRole("treeitem", { name: "Department z, 2 people" })).toHaveAttribute("aria-checked", "true");
  });

  it("holds ten thousand departments and shows those in sight", async () => {
    const many = Array.from({ length: 10_000 }, (_, index) => department(String(index)));
    answering({
      [LIST]: ({ url }) => {
        const at = Number(new URL(url, "http://x").searchParams.get("cursor") ?? 0);
        return page(many.slice(at, at + 200), at + 200 < many.length ? String(at + 200) : null);
      },
    });
    show(<Tree />);
    await screen.findByRole("treeitem", { name: "Department 0, 2 people" });
    expect(screen.getAllByRole("treeitem").length).toBeLessThan(60);
    const tree = screen.getByRole("tree", { name: "Departments" });
    act(() => tree.focus());
    await userEvent.keyboard("{End}");
    // jsdom moves the scroll position, and leaves it to the test to say so.
    fireEvent.scroll(tree);
    const last = screen.getByRole("treeitem", { name: "Members of no department" });
    expect(last).toHaveAttribute("aria-posinset", "10001");
    expect(tree).toHaveAttribute("aria-activedescendant", last.id);
    expect(screen.queryByRole("treeitem", { name: "Department 0, 2 people" })).toBeNull();
    expect(screen.getAllByRole("treeitem").length).toBeLessThan(60);
  });
});
