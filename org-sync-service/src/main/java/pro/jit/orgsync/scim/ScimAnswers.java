package pro.jit.orgsync.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import pro.jit.orgsync.organization.OrganizationId;
import pro.jit.orgsync.problem.ScimException;

/** The answers to SCIM requests, for one organization's address and the one without. */
@ApplicationScoped
class ScimAnswers {
    static final String MEDIA_TYPE = "application/scim+json";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ScimDirectory directory;
    private final String origin;
    private final JsonNode provider = read("service-provider-config");
    private final JsonNode types = read("resource-types");
    private final JsonNode schemas = read("schemas");

    /**
     * Answers by addresses at this origin.
     *
     * @param origin {@code JIT_PUBLIC_ORIGIN}: whoever takes the directory reaches it there, by the gateway
     */
    ScimAnswers(ScimDirectory directory, @ConfigProperty(name = "jit.public-origin") String origin) {
        this.directory = directory;
        this.origin = origin;
    }

    Response users(@Nullable String organization, ScimQuery query) {
        var id = directory.organization(organization, query.organizationIds);
        return answer(directory.users(id, query, resources(id)));
    }

    Response user(@Nullable String organization, String userId, ScimQuery query, @Nullable String known) {
        var id = directory.organization(organization, query.organizationIds);
        return one(directory.user(id, userId, resources(id)), query, known);
    }

    Response groups(@Nullable String organization, ScimQuery query) {
        var id = directory.organization(organization, query.organizationIds);
        return answer(directory.groups(id, query, resources(id)));
    }

    Response group(@Nullable String organization, String groupId, ScimQuery query, @Nullable String known) {
        var id = directory.organization(organization, query.organizationIds);
        var withMembers = query.projection().tells("members");
        return one(directory.group(id, groupId, withMembers, resources(id)), query, known);
    }

    Response provider(@Nullable String organization) {
        return answer(located(provider, base(organization)));
    }

    Response types(@Nullable String organization) {
        return answer(list(types, base(organization)));
    }

    Response type(@Nullable String organization, String id) {
        return answer(one(types, id, base(organization)));
    }

    Response schemas(@Nullable String organization) {
        return answer(list(schemas, base(organization)));
    }

    Response schema(@Nullable String organization, String id) {
        return answer(one(schemas, id, base(organization)));
    }

    private ScimResources resources(OrganizationId organization) {
        return new ScimResources(origin + "/scim/v2/" + organization + "/");
    }

    private String base(@Nullable String organization) {
        var within = organization == null ? "" : directory.organization(organization, List.of()) + "/";
        return origin + "/scim/v2/" + within;
    }

    private static ObjectNode list(JsonNode items, String base) {
        var list = JsonNodeFactory.instance.objectNode();
        list.putArray("schemas").add(ScimSchema.LIST);
        list.put("totalResults", items.size()).put("startIndex", 1).put("itemsPerPage", items.size());
        var resources = list.putArray("Resources");
        items.forEach(item -> resources.add(located(item, base)));
        return list;
    }

    private static ObjectNode one(JsonNode items, String id, String base) {
        return items.valueStream()
                .filter(item -> item.path("id").asText().equals(id))
                .findFirst()
                .map(item -> located(item, base))
                .orElseThrow(() -> ScimException.notFound("There is nothing of this name."));
    }

    /** With the address it has here, which the files have without its beginning. */
    private static ObjectNode located(JsonNode item, String base) {
        var located = (ObjectNode) item.deepCopy();
        var meta = (ObjectNode) located.required("meta");
        meta.put("location", base + meta.required("location").asText());
        return located;
    }

    private static Response one(ObjectNode resource, ScimQuery query, @Nullable String known) {
        var version = ScimResources.version(resource);
        if (known != null && (known.strip().equals("*") || names(known, version))) {
            return Response.notModified().header("ETag", version).build();
        }
        return Response.fromResponse(answer(query.projection().of(resource)))
                .header("ETag", version)
                .build();
    }

    private static boolean names(String known, String version) {
        return Arrays.stream(known.split(",", -1)).map(String::strip).anyMatch(version::equals);
    }

    private static Response answer(ObjectNode body) {
        return Response.ok(body.toString(), MEDIA_TYPE)
                .header("Cache-Control", "no-store")
                .build();
    }

    private static JsonNode read(String name) {
        try (var file = Objects.requireNonNull(ScimAnswers.class.getResourceAsStream("/scim/" + name + ".json"))) {
            return JSON.readTree(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
