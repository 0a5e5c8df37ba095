import { Button, Checkbox, Form } from "antd";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { ApplicationAddress } from "../../../api/permissions";
import { WhatIfPreview } from "../grants/WhatIfPreview";
import { DepartmentPicker } from "../people/DepartmentPicker";
import type { Chosen } from "../people/PeoplePicker";

/** What it would do if a department were moved in Feishu. */
export function MoveDepartment({ application, organization }: { application: ApplicationAddress; organization: string }) {
  const { t } = useTranslation("authorize");
  const [open, setOpen] = useState(false);
  const [moved, setMoved] = useState<Chosen | null>(null);
  const [below, setBelow] = useState<Chosen | null>(null);
  const [firstLevel, setFirstLevel] = useState(false);
  const change = useMemo(
    () =>
      moved && (firstLevel || below)
        ? { move_department: { department_id: moved.id, new_parent_id: firstLevel ? null : (below?.id ?? null) } }
        : null,
    [moved, below, firstLevel],
  );
  return (
    <section className="card stack" aria-labelledby="move-title">
      <div>
        <h3 id="move-title">{t("move.title")}</h3>
        <p className="quiet" style={{ margin: "4px 0 0" }}>
          {t("move.text")}
        </p>
      </div>
      {open ? (
        <>
          <Form layout="vertical" className="move-grid">
            <Form.Item label={t("move.which")}>
              <DepartmentPicker
                single
                organization={organization}
                value={moved ? [moved] : []}
                onChange={(departments) => setMoved(departments[0] ?? null)}
              />
            </Form.Item>
            <Form.Item label={t("move.below")}>
              <Checkbox checked={firstLevel} onChange={(event) => setFirstLevel(event.target.checked)}>
                {t("move.firstLevel")}
              </Checkbox>
              {!firstLevel && (
                <DepartmentPicker
                  single
                  organization={organization}
                  value={below ? [below] : []}
                  onChange={(departments) => setBelow(departments[0] ?? null)}
                />
              )}
            </Form.Item>
          </Form>
          <WhatIfPreview application={application} change={change} title={t("move.effects")} />
        </>
      ) : (
        <div>
          <Button onClick={() => setOpen(true)}>{t("move.try")}</Button>
        </div>
      )}
    </section>
  );
}
