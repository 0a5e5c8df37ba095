import type { ThemeConfig } from "antd";

/** Feishu's look: its blue, its quiet greys, small round corners, PingFang where there is one. */
export const theme: ThemeConfig = {
  cssVar: { key: "jit" },
  hashed: false,
  token: {
    colorPrimary: "#3370ff",
    // Darker than Feishu's own for text on white, which has too little contrast to be read by everybody.
    colorLink: "#245bdb",
    colorSuccess: "#2ea121",
    colorSuccessBg: "#edf8ec",
    colorSuccessBorder: "#b4dfae",
    colorWarning: "#c76f00",
    colorError: "#d83931",
    colorTextBase: "#1f2329",
    colorText: "#1f2329",
    colorTextSecondary: "#51565d",
    colorTextTertiary: "#646a73",
    colorTextDescription: "#646a73",
    colorTextPlaceholder: "#6f757e",
    colorBorder: "#d0d3d6",
    colorBorderSecondary: "#e5e6e8",
    colorBgLayout: "#f5f6f7",
    borderRadius: 6,
    // Which it is depends on the language (style.css).
    fontFamily: "var(--font-text)",
    fontFamilyCode: "'SFMono-Regular', Consolas, 'Liberation Mono', Menlo, monospace",
  },
  components: {
    Layout: { siderBg: "#ffffff", headerBg: "#ffffff", headerPadding: "0 16px", headerHeight: 52 },
    Menu: {
      itemSelectedBg: "#e8efff",
      itemSelectedColor: "#245bdb",
      itemColor: "#1f2329",
      itemHeight: 36,
      itemBorderRadius: 6,
      activeBarBorderWidth: 0,
      groupTitleColor: "#646a73",
    },
    Table: { headerBg: "#f5f6f7", headerColor: "#51565d", cellPaddingBlock: 11 },
    // White on Feishu's blue falls just short of a contrast of 4.5; this is the same blue, a little darker.
    Button: { primaryColor: "#ffffff", colorPrimary: "#2b66f2", colorPrimaryHover: "#2457d6", colorPrimaryActive: "#1d49b8" },
    Tabs: { itemSelectedColor: "#245bdb", itemHoverColor: "#245bdb", itemActiveColor: "#245bdb" },
    Segmented: { itemSelectedColor: "#245bdb" },
  },
};
