import type { FormInstance } from "antd";
import { ProblemError } from "../api/problem";
import { language } from "../i18n";
import { inChinese } from "../i18n/chinese";

type Path = (string | number)[];

/** `entry_origins.0` is the first of the field `entry_origins`. */
export function pathOf(field: string): Path {
  return field.split(".").map((part) => (/^\d+$/.test(part) ? Number(part) : part));
}

/** What a service said of a field, in the language of the page as far as it is known. */
export function said(message: string): string {
  return language() === "zh" ? (inChinese(message) ?? message) : message;
}

/** Takes away what was shown at fields before; the form's own rules have their say when it is submitted. */
export function clearFields(form: FormInstance): void {
  const wrong = form.getFieldsError().filter(({ errors }) => errors.length > 0);
  form.setFields(wrong.map(({ name }) => ({ name, errors: [] })) as never);
}

/** Says at a field what is wrong with it, and brings it to view. */
export function showAtField(form: FormInstance, field: string, error: string): void {
  form.setFields([{ name: pathOf(field), errors: [error] }] as never);
  bringToView(form, pathOf(field));
}

/**
 * Shows each error of the problem at its field, and brings the first of them to view.
 *
 * @returns what is left to be shown beside the form: the problem with the errors that have no field in it; null if all have
 */
export function showAtFields(form: FormInstance, problem: ProblemError): ProblemError | null {
  form.setFields(problem.fields.map(({ field, message }) => ({ name: pathOf(field), errors: [said(message)] })) as never);
  // A field that is not in the form, or not now, takes no error.
  const shown = problem.fields.filter(({ field }) => form.getFieldError(pathOf(field)).length > 0);
  if (shown[0]) bringToView(form, pathOf(shown[0].field));
  if (shown.length === 0) return problem;
  const others = problem.fields.filter((error) => !shown.includes(error));
  return others.length === 0 ? null : new ProblemError(problem.status, { ...problem.body, errors: others }, problem.retryAfter);
}

function bringToView(form: FormInstance, name: Path): void {
  form.scrollToField(name, { block: "center", focus: true });
}
