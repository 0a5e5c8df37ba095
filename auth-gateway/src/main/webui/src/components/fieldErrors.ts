import type { FormInstance } from "antd";
import type { ProblemError } from "../api/problem";
import { language } from "../i18n";
import { inChinese } from "../i18n/sentences";

type Path = (string | number)[];

/** `entry_origins.0` is the first of the field `entry_origins`. */
export function pathOf(field: string): Path {
  return field.split(".").map((part) => (/^\d+$/.test(part) ? Number(part) : part));
}

/** What a service said of a field, in the language of the page as far as it is known. */
export function said(message: string): string {
  return language() === "zh" ? (inChinese(message) ?? message) : message;
}

/**
 * Shows each error of the problem at its field of the form.
 *
 * @returns whether all of them found their field; the others are to be shown beside the form
 */
export function showAtFields(form: FormInstance, problem: ProblemError, known: readonly string[]): boolean {
  const found = problem.fields.filter(({ field }) => known.includes(field.split(".")[0] ?? ""));
  form.setFields(found.map(({ field, message }) => ({ name: pathOf(field), errors: [said(message)] })) as never);
  return problem.fields.length > 0 && found.length === problem.fields.length;
}
