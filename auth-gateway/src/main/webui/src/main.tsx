import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { Console } from "./Console";
import { started } from "./i18n";
import "./style.css";

const root = document.getElementById("root");
if (!root) throw new Error("The page has no #root");
void started.then(() =>
  createRoot(root).render(
    <StrictMode>
      <Console />
    </StrictMode>,
  ),
);
