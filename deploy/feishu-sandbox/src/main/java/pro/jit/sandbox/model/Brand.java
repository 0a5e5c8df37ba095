package pro.jit.sandbox.model;

/** The two platforms of the same make. Each has hosts of its own, and no app, id or token of the one means anything to the other. */
public enum Brand {
    /** In mainland China. */
    FEISHU("飞书", "Feishu"),
    /** Everywhere else. */
    LARK("Lark", "Lark");

    private final String chinese;
    private final String english;

    Brand(String chinese, String english) {
        this.chinese = chinese;
        this.english = english;
    }

    /** What people call it in Chinese. */
    public String chinese() {
        return chinese;
    }

    /** The host of its API and of its developer console, which refusals point to. */
    public String openHost() {
        return this == LARK ? "open.larksuite.com" : "open.feishu.cn";
    }

    /** What people call it in English. */
    public String english() {
        return english;
    }
}
