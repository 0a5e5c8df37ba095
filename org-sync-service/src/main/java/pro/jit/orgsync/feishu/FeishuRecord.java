package pro.jit.orgsync.feishu;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A person or a department as Feishu sent it, or why it could not be understood. */
public sealed interface FeishuRecord {
    /**
     * A record we understand.
     *
     * @param openId open id, or open department id
     * @param unionId of a person; null if not sent
     * @param name null if not sent
     * @param fields exactly what was sent, in our names and shapes. A field that is not there was not sent, which is not the same as an empty one;
     *     an empty one is null
     */
    record Understood(
            String openId,
            @Nullable String unionId,
            @Nullable String name,
            ObjectNode fields) implements FeishuRecord {}

    /**
     * A record to be left alone, whoever it is about with it.
     *
     * @param openId null if not even that can be read
     * @param unionId null likewise
     * @param name null likewise
     * @param reason an English sentence without the odd value
     */
    record SetAside(
            @Nullable String openId,
            @Nullable String unionId,
            @Nullable String name,
            String reason) implements FeishuRecord {}

    /** Whether this can be an id of Feishu's. */
    static boolean isId(String value) {
        return Ids.SHAPE.matcher(value).matches();
    }

    /** The shape of ids. */
    final class Ids {
        private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9_@.-]{1,128}");

        private Ids() {}
    }
}
