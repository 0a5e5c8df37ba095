package pro.jit.orgsync.outbox;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A change that has happened, to be told to others.
 *
 * @param topic where it is told
 * @param key what keeps its order, e.g. organization id / member id
 * @param type e.g. {@code pro.jit.org.member.updated.v1}
 * @param subject the id of what changed
 * @param schema name of the data's schema, e.g. {@code org.member.v1}
 * @param data as the schema says
 */
public record CloudEvent(String topic, String key, String type, String subject, String schema, JsonNode data) {}
