import { useQuery } from "@tanstack/react-query";
import { Select, Spin } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { directoryApi } from "../../../api/directory";
import { useDebounced } from "../../../components/useDebounced";
import { directoryKeys } from "../../organization/directory/keys";
import { Person } from "../../organization/directory/Person";

const SHOWN = 20;

/** Somebody or something chosen, with the name it is shown by. */
export interface Chosen {
  id: string;
  name: string;
}

interface Props {
  organization: string;
  value: readonly Chosen[];
  onChange: (people: Chosen[]) => void;
  label: string;
  /** Only one can be chosen. */
  single?: boolean;
  id?: string;
}

/** Finds people by name, pinyin, e-mail or employee number. */
export function PeoplePicker({ organization, value, onChange, label, single = false, id }: Props) {
  const { t } = useTranslation("authorize");
  const [text, setText] = useState("");
  const q = useDebounced(text.trim());
  const filter = { q: q || undefined, status: "active" };
  const query = useQuery({
    queryKey: [...directoryKeys.members(organization, filter), "picker"],
    queryFn: ({ signal }) => directoryApi.members(organization, filter, SHOWN, undefined, signal),
  });
  const options = (query.data?.items ?? []).map((member) => ({
    value: member.member_id,
    label: member.name,
    person: (
      <Person
        name={member.name}
        picture={member.avatar_url}
        below={member.departments.map((place) => place.name).join(t("listSeparator")) || member.email}
      />
    ),
  }));
  return (
    <Select
      id={id}
      mode={single ? undefined : "multiple"}
      labelInValue
      showSearch={{ filterOption: false, onSearch: setText, searchValue: text }}
      allowClear
      value={(single ? value.slice(0, 1) : value).map((one) => ({ value: one.id, label: one.name }))}
      onChange={(chosen) => {
        // One is answered for one, a list for several, nothing when it is cleared.
        const list = (Array.isArray(chosen) ? chosen : chosen ? [chosen] : []) as { value: string; label: string }[];
        onChange(list.map((one) => ({ id: one.value, name: one.label })));
        setText("");
      }}
      options={options}
      optionRender={(option) => (option.data as (typeof options)[number]).person}
      placeholder={t("people.search")}
      aria-label={label}
      notFoundContent={query.isFetching ? <Spin size="small" /> : t("people.nobody")}
      style={{ width: "100%" }}
      listHeight={320}
    />
  );
}
