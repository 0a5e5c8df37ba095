import { Form } from "antd";
import { useEffect, useRef, type ReactNode } from "react";
import type { ProblemError } from "../api/problem";
import { ErrorState } from "./ErrorState";

/** What went wrong with a form as a whole, or with what it has no field for; brought to view, as the form may be longer than the screen. */
export function FormProblem({ problem, children }: { problem: ProblemError | null; children?: ReactNode }) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (problem) place.current?.scrollIntoView({ block: "nearest" });
  }, [problem]);
  if (!problem) return null;
  return (
    <Form.Item>
      <div ref={place}>{children || <ErrorState error={problem} />}</div>
    </Form.Item>
  );
}
