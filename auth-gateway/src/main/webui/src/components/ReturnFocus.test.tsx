import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { expect, it } from "vitest";
import { show } from "../test/render";
import { Modal } from "./Modal";

/** Buttons of a page and of its windows, each named by where it leads: windows that replace one another, and one that lies over another. */
function Page() {
  const [at, setAt] = useState<"page" | "first" | "second">("page");
  const [over, setOver] = useState(false);
  return (
    <>
      <button onClick={() => setAt("first")}>open</button>
      {at === "first" && (
        <Modal key="first" open title="First" footer={null} onCancel={() => setAt("page")} transitionName="" maskTransitionName="">
          <button onClick={() => setAt("second")}>go on</button>
          <button onClick={() => setOver(true)}>ask</button>
        </Modal>
      )}
      {at === "second" && (
        <Modal key="second" open title="Second" footer={null} onCancel={() => setAt("page")} transitionName="" maskTransitionName="">
          <input aria-label="code" />
          <button onClick={() => setAt("page")}>done</button>
        </Modal>
      )}
      {over && (
        <Modal open title="Over" footer={null} onCancel={() => setOver(false)} transitionName="" maskTransitionName="">
          <button onClick={() => setOver(false)}>answered</button>
        </Modal>
      )}
    </>
  );
}

const button = (name: string) => screen.getByRole("button", { name, hidden: true });
const moment = () => new Promise((resolve) => setTimeout(resolve, 50));

it("a window that follows another keeps the keyboard; at its end it is where it was before the first", async () => {
  show(<Page />);
  await userEvent.click(button("open"));
  await userEvent.click(button("go on"));
  await moment();
  expect(button("open")).not.toHaveFocus();
  await userEvent.type(screen.getByLabelText("code"), "123456");
  expect(screen.getByLabelText("code")).toHaveFocus();
  await userEvent.click(button("done"));
  await waitFor(() => expect(button("open")).toHaveFocus());
});

it("a window over another gives the keyboard back to that", async () => {
  show(<Page />);
  await userEvent.click(button("open"));
  await userEvent.click(button("ask"));
  await userEvent.click(button("answered"));
  await waitFor(() => expect(button("ask")).toHaveFocus());
});
