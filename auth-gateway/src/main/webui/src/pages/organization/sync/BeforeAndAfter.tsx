import { useTranslation } from "react-i18next";

type Values = Record<string, unknown> | null;

/** Fields that are ids, which say nothing to people; the sentence above has the names. */
const IDS = new Set(["departments", "parent_id", "leaders"]);

/** The fields of a change as they were and are; nothing where the sentence has said it all. */
export function BeforeAndAfter({ before, after }: { before: Values; after: Values }) {
  const { t } = useTranslation("organization");
  const fields = Object.keys({ ...before, ...after }).filter((field) => !IDS.has(field));
  if (fields.length === 0) return null;
  return (
    <details className="before-after">
      <summary>{t("changes.details")}</summary>
      <dl className="facts">
        {fields.map((field) => (
          <div key={field} className="facts-pair">
            <dt>{t(`field.${field}`, { defaultValue: field })}</dt>
            <dd>
              <del>{inWords(before?.[field])}</del> → <ins>{inWords(after?.[field])}</ins>
            </dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

function inWords(value: unknown): string {
  if (value === null || value === undefined || value === "") return "–";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
