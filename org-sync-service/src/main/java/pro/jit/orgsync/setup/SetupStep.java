package pro.jit.orgsync.setup;

import pro.jit.orgsync.problem.Sentence;

/** The steps of the guide: F1 to F10 at Feishu, J1 to J6 here. */
enum SetupStep {
    F1("打开飞书开发者后台", "Open the Feishu developer console", "开发者后台", "Developer Console"),
    F2("创建企业自建应用", "Create a custom app", "开发者后台 > 创建企业自建应用", "Developer Console > Create Custom App"),
    F3(
            "添加“网页应用”能力",
            "Add the “web app” capability",
            "开发者后台 > 应用 > 应用能力 > 添加应用能力 > 网页应用",
            "Developer Console > your app > Add Features > Web App"),
    F4(
            "填写桌面端和移动端主页",
            "Set the desktop and mobile home pages",
            "开发者后台 > 应用 > 应用能力 > 网页应用",
            "Developer Console > your app > Features > Web App"),
    F5(
            "开通应用身份权限",
            "Grant permissions to the app itself",
            "开发者后台 > 应用 > 开发配置 > 权限管理 > 批量导入/导出权限",
            "Developer Console > your app > Permissions & Scopes > Batch import/export scopes"),
    F6(
            "开通用户身份权限",
            "Grant permissions as a user",
            "开发者后台 > 应用 > 开发配置 > 权限管理 > 批量导入/导出权限",
            "Developer Console > your app > Permissions & Scopes > Batch import/export scopes"),
    F7(
            "数据权限范围设为全部成员",
            "Set the contacts data range to all members",
            "开发者后台 > 应用 > 开发配置 > 权限管理 > 数据权限",
            "Developer Console > your app > Permissions & Scopes > Data access"),
    F8(
            "填写重定向 URL",
            "Register the redirect URLs",
            "开发者后台 > 应用 > 开发配置 > 安全设置 > 重定向 URL",
            "Developer Console > your app > Security Settings > Redirect URLs"),
    F9(
            "创建版本、设置可用范围并发布",
            "Create a version, set its availability and publish it",
            "开发者后台 > 应用 > 应用发布 > 版本管理与发布",
            "Developer Console > your app > Version Management & Release"),
    F10("在工作台找到应用", "Find the app in the workspace", "飞书 > 工作台", "Feishu > Workplace"),
    J1(
            "取得 App ID 和 App Secret",
            "Take App ID and App Secret",
            "开发者后台 > 应用 > 基础信息 > 凭证与基础信息",
            "Developer Console > your app > Credentials & Basic Info"),
    J2("创建飞书自建组织架构", "Create the Feishu organizational structure", "管理台 > 组织架构", "Console > Organization"),
    J3("填写凭证", "Fill in the credentials", "管理台 > 组织架构 > 连接飞书", "Console > Organization > Connect Feishu"),
    J4(
            "同步组织架构",
            "Synchronize the organizational structure",
            "管理台 > 组织架构 > 同步组织架构",
            "Console > Organization > Sync organizational structure"),
    J5("授权成员", "Authorize members", "管理台 > 授权成员", "Console > Authorize members"),
    J6(
            "免密登录与扫码登录",
            "Sign in without a password, or by QR code",
            "飞书 > 工作台；浏览器中的登录页",
            "Feishu > Workplace; the login page in a browser");

    private final String chineseTitle;
    private final String englishTitle;
    private final String chinesePath;
    private final String englishPath;

    SetupStep(String chineseTitle, String englishTitle, String chinesePath, String englishPath) {
        this.chineseTitle = chineseTitle;
        this.englishTitle = englishTitle;
        this.chinesePath = chinesePath;
        this.englishPath = englishPath;
    }

    Sentence title() {
        return new Sentence(chineseTitle, englishTitle);
    }

    /** Where to click. */
    Sentence menuPath() {
        return new Sentence(chinesePath, englishPath);
    }

    /** Whether it is done at Feishu and not here. */
    boolean atFeishu() {
        return name().startsWith("F") || this == J1;
    }
}
