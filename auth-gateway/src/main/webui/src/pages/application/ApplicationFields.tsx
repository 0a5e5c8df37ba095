import DeleteOutlined from "@ant-design/icons/DeleteOutlined";
import PlusOutlined from "@ant-design/icons/PlusOutlined";
import { Button, Form, Input, Radio } from "antd";
import { useTranslation } from "react-i18next";
import { DurationInput } from "../../components/DurationInput";
import { isOrigin, isWebAddress } from "./addresses";

/** Fields of {@link ApplicationSettings}, for those who create an application and those who change it. `addresses`: whether the addresses may be changed, which the platform alone does. */
export function ApplicationFields({ addresses }: { addresses: boolean }) {
  const { t } = useTranslation("application");
  return (
    <>
      <Form.Item label={t("name")} name="title" rules={[{ required: true, whitespace: true, max: 200, message: t("nameMissing") }]}>
        <Input />
      </Form.Item>
      <EntryOrigins changeable={addresses} />
      <Form.Item label={t("upstream")} name="upstream" extra={addresses ? t("upstreamHelp") : t("platformOnly")} rules={[addressRule(t("addressShape"))]}>
        <Input placeholder="http://campus.internal:8080" inputMode="url" spellCheck={false} {...locked(addresses)} />
      </Form.Item>
      <Form.Item label={t("mode")} name="login_mode" extra={t("modeHelp")}>
        <Radio.Group
          options={[
            { value: "redirect", label: t("modeRedirect") },
            { value: "bridge", label: t("modeBridge") },
          ]}
        />
      </Form.Item>
      <SessionLifeFields />
      <LoginMethods />
    </>
  );
}

/** What is not empty has to be an address. */
function addressRule(message: string) {
  return {
    validator: (_: unknown, value: string | null | undefined) =>
      !value?.trim() || isWebAddress(value) ? Promise.resolve() : Promise.reject(new Error(message)),
  };
}

/** Nothing where it may be changed, so that the form's own state counts. */
function locked(changeable: boolean) {
  return changeable ? {} : { disabled: true };
}

function EntryOrigins({ changeable }: { changeable: boolean }) {
  const { t } = useTranslation("application");
  return (
    <fieldset className="fieldset">
      <legend>{t("origins")}</legend>
      <p className="quiet">{changeable ? t("originsHelp") : t("platformOnly")}</p>
      <Form.List name="entry_origins">
        {(fields, { add, remove }, { errors }) => (
          <>
            {fields.map((field, index) => (
              <div className="list-row" key={field.key}>
                <Form.Item
                  name={field.name}
                  label={t("originOf", { number: index + 1 })}
                  className="grow"
                  rules={[
                    { required: true, message: t("originShape") },
                    {
                      validator: (_, value: string | undefined) =>
                        !value || isOrigin(value) ? Promise.resolve() : Promise.reject(new Error(t("originShape"))),
                    },
                  ]}
                >
                  <Input placeholder="https://sso.example.com" inputMode="url" spellCheck={false} {...locked(changeable)} />
                </Form.Item>
                <Button
                  type="text"
                  icon={<DeleteOutlined aria-hidden />}
                  aria-label={t("removeOrigin", { number: index + 1 })}
                  disabled={!changeable || fields.length === 1}
                  onClick={() => remove(field.name)}
                />
              </div>
            ))}
            <Button icon={<PlusOutlined aria-hidden />} onClick={() => add("")} disabled={!changeable || fields.length >= 20}>
              {t("addOrigin")}
            </Button>
            <Form.ErrorList errors={errors} />
          </>
        )}
      </Form.List>
    </fieldset>
  );
}

/** Seconds, as the gateway takes them. */
const SHORTEST = 60;
const LONGEST = { idle_seconds: 31_536_000, absolute_seconds: 31_536_000, token_seconds: 3600 };

function SessionLifeFields() {
  const { t } = useTranslation("application");
  return (
    <fieldset className="fieldset">
      <legend>{t("life")}</legend>
      <div className="fields">
        {(["idle_seconds", "absolute_seconds", "token_seconds"] as const).map((name) => (
          <Form.Item
            key={name}
            label={t(`lifeOf.${name}`)}
            name={["session", name]}
            extra={t(`lifeHelp.${name}`)}
            dependencies={name === "absolute_seconds" ? [["session", "idle_seconds"]] : []}
            rules={[
              { required: true, message: t("lifeMissing") },
              ({ getFieldValue }) => ({
                validator: (_, seconds: number | null | undefined) => {
                  const least = name === "absolute_seconds" ? Number(getFieldValue(["session", "idle_seconds"]) ?? 0) : SHORTEST;
                  if (typeof seconds !== "number" || (seconds >= least && seconds <= LONGEST[name])) return Promise.resolve();
                  return Promise.reject(new Error(t(`lifeRange.${name}`)));
                },
              }),
            ]}
          >
            <DurationInput label={t(`lifeOf.${name}`)} />
          </Form.Item>
        ))}
      </div>
    </fieldset>
  );
}

function LoginMethods() {
  const { t } = useTranslation("application");
  return (
    <fieldset className="fieldset">
      <legend>{t("methods")}</legend>
      <p className="quiet">{t("methodsHelp")}</p>
      <Form.List name="login_methods">
        {(fields, { add, remove }, { errors }) => (
          <>
            {fields.map((field, index) => (
              <div className="list-row" key={field.key}>
                <Form.Item name={[field.name, "title"]} label={t("methodTitle")} className="grow" rules={[{ required: true, whitespace: true, max: 100, message: t("methodTitleMissing") }]}>
                  <Input />
                </Form.Item>
                <Form.Item name={[field.name, "url"]} label={t("methodUrl")} className="grow" rules={[{ required: true, message: t("addressShape") }, addressRule(t("addressShape"))]}>
                  <Input inputMode="url" spellCheck={false} />
                </Form.Item>
                <Button type="text" icon={<DeleteOutlined aria-hidden />} aria-label={t("removeMethod", { number: index + 1 })} onClick={() => remove(field.name)} />
              </div>
            ))}
            <Button icon={<PlusOutlined aria-hidden />} onClick={() => add({ title: "", url: "" })} disabled={fields.length >= 10}>
              {t("addMethod")}
            </Button>
            <Form.ErrorList errors={errors} />
          </>
        )}
      </Form.List>
    </fieldset>
  );
}
