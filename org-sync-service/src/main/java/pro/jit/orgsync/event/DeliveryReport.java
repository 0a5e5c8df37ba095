package pro.jit.orgsync.event;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import pro.jit.orgsync.organization.EventDelivery;

/**
 * How Feishu's events reach an organization, as far as was seen from here.
 *
 * @param eventDelivery what is wanted
 * @param requestUrl to be pasted into Feishu's console; null unless events come by webhook
 * @param challengedAt when Feishu last verified the request URL; null if it never did
 * @param refused the last push that was not proven to be Feishu's to this organization; null if there was none since the last verification
 * @param connection null unless events come over the long connection
 * @param lastEventAt when an event was last received, in either way; null if none was in the last days
 * @param waiting events that are received and not worked yet
 */
public record DeliveryReport(
        EventDelivery eventDelivery,
        @Nullable String requestUrl,
        @Nullable Instant challengedAt,
        @Nullable Refusal refused,
        @Nullable Connection connection,
        @Nullable Instant lastEventAt,
        int waiting) {
    /** A push that was refused, and why: {@code signature}, {@code token}, {@code app-id}, … */
    public record Refusal(String why, Instant at) {}

    /**
     * The long connection.
     *
     * @param connectedSince null while it is not connected
     * @param error why it last was not: {@code refused_<Feishu's code>}, {@code no_answer}, {@code closed}, {@code broken}, {@code silent},
     *     {@code not_dialed}; null if nothing went wrong yet
     */
    public record Connection(
            @Nullable Instant connectedSince,
            @Nullable String error,
            @Nullable Instant errorAt) {}
}
