package pro.jit.orgsync.event;

import pro.jit.orgsync.feishu.FeishuFailure;
import pro.jit.orgsync.feishu.FeishuRefused;

/** A long connection is not there, or no more. */
final class ConnectionLost extends Exception {
    private static final long serialVersionUID = 1L;

    private final String why;

    private ConnectionLost(String why) {
        super("Long connection lost: " + why);
        this.why = why;
    }

    /** Feishu refused, with this code: {@code refused_514}. */
    static ConnectionLost refused(String code) {
        return new ConnectionLost("refused_" + (code.matches("\\d{1,12}") ? code : "unknown"));
    }

    /** The endpoint did not give an address. */
    static ConnectionLost of(FeishuFailure failure) {
        return switch (failure) {
            case FeishuRefused refused -> refused(String.valueOf(refused.code()));
            default -> noAnswer();
        };
    }

    static ConnectionLost noAnswer() {
        return new ConnectionLost("no_answer");
    }

    /** Feishu closed it. */
    static ConnectionLost closed() {
        return new ConnectionLost("closed");
    }

    /** It broke, or what came was no frame. */
    static ConnectionLost broken() {
        return new ConnectionLost("broken");
    }

    /** Nothing was heard for two pings. */
    static ConnectionLost silent() {
        return new ConnectionLost("silent");
    }

    /** The credentials could not be had here. */
    static ConnectionLost notDialed() {
        return new ConnectionLost("not_dialed");
    }

    /** One word: {@code refused_<code>}, {@code no_answer}, {@code closed}, {@code broken}, {@code silent}, {@code not_dialed}. */
    String why() {
        return why;
    }
}
