import ApartmentOutlined from "@ant-design/icons/ApartmentOutlined";
import { Button, Grid } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Department } from "../../../api/directory";
import type { Organization } from "../../../api/types";
import { Drawer } from "../../../components/Drawer";
import { DepartmentTree } from "./DepartmentTree";
import { MemberList } from "./MemberList";
import type { Choice } from "./rows";

interface Props {
  organization: Organization;
  onOpen: (member: string) => void;
}

/** The tree of departments, and beside it the members of the one chosen. On a narrow screen the tree is a drawer. */
export function DirectoryTab({ organization, onOpen }: Props) {
  const { t } = useTranslation("organization");
  const wide = Grid.useBreakpoint().md !== false;
  const [choice, setChoice] = useState<Choice>("everybody");
  const [department, setDepartment] = useState<Department | null>(null);
  const [choosing, setChoosing] = useState(false);
  const id = organization.organization_id;
  const company = organization.tenant_name ?? organization.title;

  const tree = (
    <DepartmentTree
      organization={id}
      companyName={company}
      company
      selected={new Set([choice])}
      onSelect={(next, chosen) => {
        setChoice(next);
        setDepartment(chosen);
        setChoosing(false);
      }}
    />
  );
  const name = choice === "everybody" ? company : choice === "nowhere" ? t("tree.nowhere") : (department?.name ?? "");
  return (
    <div className="organization-grid">
      {wide ? (
        <section className="card" style={{ padding: 12 }} aria-label={t("tree.label")}>
          {tree}
        </section>
      ) : (
        <>
          <Button block icon={<ApartmentOutlined aria-hidden />} onClick={() => setChoosing(true)}>
            {t("tree.chosen", { name })}
          </Button>
          <Drawer open={choosing} onClose={() => setChoosing(false)} placement="left" size="88%" title={t("tree.label")}>
            {tree}
          </Drawer>
        </>
      )}
      <section aria-label={t("members.label")} style={{ minWidth: 0 }}>
        {wide && (
          <h3 style={{ marginBottom: 10 }} title={department?.path}>
            {department?.path.split("/").join(" / ") ?? name}
          </h3>
        )}
        <MemberList organization={id} choice={choice} onOpen={(member) => onOpen(member.member_id)} />
      </section>
    </div>
  );
}
