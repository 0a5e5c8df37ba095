import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { chooseLanguage } from "../i18n";

/** Changes between Chinese and English; each is named in itself. */
export function LanguageSwitch() {
  const { i18n } = useTranslation();
  const other = i18n.language === "zh" ? "en" : "zh";
  return (
    <Button type="text" lang={other === "zh" ? "zh-CN" : "en"} onClick={() => void chooseLanguage(other)}>
      {other === "zh" ? "中文" : "English"}
    </Button>
  );
}
