import LoadingOutlined from "@ant-design/icons/LoadingOutlined";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { App, ConfigProvider } from "antd";
import english from "antd/locale/en_US";
import chinese from "antd/locale/zh_CN";
import { Suspense } from "react";
import { useTranslation } from "react-i18next";
import { RouterProvider } from "react-router/dom";
import { asProblem } from "./api/problem";
import { Loading } from "./components/Loading";
import { router } from "./router";
import { theme } from "./theme";

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      // What a service refused it refuses again; only what it could not answer is asked once more.
      retry: (count, error) => count < 1 && [0, 502, 503, 504].includes(asProblem(error).status),
      refetchOnWindowFocus: false,
    },
    mutations: { retry: false },
  },
});

/** What the page's policy lets styles in by that components bring with them. */
const csp = { nonce: document.querySelector<HTMLMetaElement>("meta[property=csp-nonce]")?.nonce ?? "" };

export function Console() {
  const { t, i18n } = useTranslation();
  const chosen = i18n.language === "zh";
  // antd's own icon stays in the button, and in its name, when an answer comes before that icon has moved in.
  const button = { autoInsertSpace: false, loadingIcon: <LoadingOutlined aria-label={t("loading")} /> };
  return (
    <ConfigProvider csp={csp} locale={chosen ? chinese : english} theme={theme} button={button}>
      <App className="app">
        <QueryClientProvider client={queries}>
          <Suspense fallback={<Loading page />}>
            <RouterProvider router={router} />
          </Suspense>
        </QueryClientProvider>
      </App>
    </ConfigProvider>
  );
}
