package pro.jit.orgsync.feishu;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Reads people and departments as an app sees them (Contact v3). All ids are open ids and open department ids. Every method fails with
 * {@link FeishuRefused} for a non-zero code and {@link FeishuUnavailable} for everything else, and blocks until Feishu has answered.
 *
 * @see <a href="https://open.feishu.cn/document/server-docs/contact-v3/resources">Feishu: contacts</a>
 */
@ApplicationScoped
public class FeishuContactClient {
    /** The department above all. */
    public static final String ROOT = "0";
    /** Most records Feishu puts on one page of people or departments. */
    public static final int PAGE_SIZE = 50;

    private static final String ID_TYPES = "user_id_type=open_id&department_id_type=open_department_id";

    private final FeishuCalls calls;

    FeishuContactClient(FeishuCalls calls) {
        this.calls = calls;
    }

    /** The company; empty if Feishu does not tell, be it for lack of permission ({@code tenant:tenant:readonly}) or of health. */
    public Optional<FeishuTenant> tenant(FeishuApp app) {
        try {
            var tenant = calls.get(app, "tenant", "/open-apis/tenant/v2/tenant/query", new CallMeter())
                    .path("tenant");
            var key = tenant.path("tenant_key").asText("");
            var name = tenant.path("name").asText("");
            return key.matches("[A-Za-z0-9_-]{1,64}")
                    ? Optional.of(new FeishuTenant(key, name.isBlank() || name.length() > 500 ? null : name))
                    : Optional.empty();
        } catch (FeishuFailure e) {
            return Optional.empty();
        }
    }

    /** The app's data range, all pages of it. */
    public DataRange dataRange(FeishuApp app, CallMeter meter) {
        var departments = new ArrayList<String>();
        var users = new ArrayList<String>();
        var groups = new ArrayList<String>();
        var pages = Pages.each(
                null,
                token -> calls.get(
                        app,
                        "scopes",
                        "/open-apis/contact/v3/scopes?" + ID_TYPES + "&page_size=100" + next(token),
                        meter),
                (page, next) -> {
                    departments.addAll(strings(page, "department_ids"));
                    users.addAll(strings(page, "user_ids"));
                    groups.addAll(strings(page, "group_ids"));
                });
        return new DataRange(departments, users, groups, pages);
    }

    /**
     * The departments below one.
     *
     * @param recursive all the way down; refused with {@link FeishuErrors#TOO_LARGE} where there are too many
     * @param from the token of the page to begin with; null for the first
     * @param use gets each page as it comes
     */
    public void children(
            FeishuApp app,
            String department,
            boolean recursive,
            @Nullable String from,
            CallMeter meter,
            Consumer<FeishuPage> use) {
        Pages.each(
                from,
                token -> calls.get(
                        app,
                        "children",
                        "/open-apis/contact/v3/departments/" + encoded(department) + "/children?" + ID_TYPES
                                + "&fetch_child=" + recursive + "&page_size=" + PAGE_SIZE + next(token),
                        meter),
                (page, next) -> use.accept(new FeishuPage(records(page, DepartmentRecords::parse), next)));
    }

    /**
     * Whether the app may see everybody: only then does Feishu answer about the root.
     *
     * @throws FeishuRefused for any other reason than the data range
     */
    public boolean seesEverybody(FeishuApp app) {
        try {
            calls.get(
                    app,
                    "children",
                    "/open-apis/contact/v3/departments/" + ROOT + "/children?" + ID_TYPES + "&page_size=1",
                    new CallMeter());
            return true;
        } catch (FeishuRefused e) {
            if (e.reason() == FeishuErrors.OUT_OF_RANGE) {
                return false;
            }
            throw e;
        }
    }

    /** One department. */
    public FeishuRecord department(FeishuApp app, String department, CallMeter meter) {
        return DepartmentRecords.parse(calls.get(
                        app,
                        "department",
                        "/open-apis/contact/v3/departments/" + encoded(department) + "?" + ID_TYPES,
                        meter)
                .path("department"));
    }

    /** One department; empty if Feishu says that it is deleted, or that there is none of this id. */
    public Optional<FeishuRecord> departmentIfThere(FeishuApp app, String department, CallMeter meter) {
        try {
            var read = calls.get(
                            app,
                            "department",
                            "/open-apis/contact/v3/departments/" + encoded(department) + "?" + ID_TYPES,
                            meter)
                    .path("department");
            return isDeleted(read) ? Optional.empty() : Optional.of(DepartmentRecords.parse(read));
        } catch (FeishuRefused e) {
            if (e.reason() == FeishuErrors.UNKNOWN_ID) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** These departments, fifty at most; what is deleted, unknown or out of range is left out. */
    public List<FeishuRecord> departments(FeishuApp app, Collection<String> ids, CallMeter meter) {
        var asked = ids.stream().map(id -> "&department_ids=" + encoded(id)).collect(Collectors.joining());
        var page = calls.get(
                app, "departments_batch", "/open-apis/contact/v3/departments/batch?" + ID_TYPES + asked, meter);
        return StreamSupport.stream(Pages.items(page).spliterator(), false)
                .filter(department -> !isDeleted(department))
                .map(DepartmentRecords::parse)
                .toList();
    }

    private static boolean isDeleted(JsonNode department) {
        return department.path("status").path("is_deleted").asBoolean(false);
    }

    /**
     * The people directly in a department, or at the root.
     *
     * @param from the token of the page to begin with; null for the first
     * @param use gets each page as it comes
     */
    public void membersOf(
            FeishuApp app, String department, @Nullable String from, CallMeter meter, Consumer<FeishuPage> use) {
        Pages.each(
                from,
                token -> calls.get(
                        app,
                        "find_by_department",
                        "/open-apis/contact/v3/users/find_by_department?department_id=" + encoded(department) + "&"
                                + ID_TYPES + "&page_size=" + PAGE_SIZE + next(token),
                        meter),
                (page, next) -> use.accept(new FeishuPage(records(page, UserRecords::parse), next)));
    }

    /** The same ids in lists as long as Feishu takes at once. */
    public static List<List<String>> batches(Collection<String> ids) {
        var all = List.copyOf(ids);
        var batches = new ArrayList<List<String>>();
        for (var from = 0; from < all.size(); from += PAGE_SIZE) {
            batches.add(all.subList(from, Math.min(all.size(), from + PAGE_SIZE)));
        }
        return batches;
    }

    /** These people, fifty at most; whoever is unknown or out of range is left out. */
    public List<FeishuRecord> people(FeishuApp app, Collection<String> openIds, CallMeter meter) {
        var ids = openIds.stream().map(id -> "&user_ids=" + encoded(id)).collect(Collectors.joining());
        return records(
                calls.get(app, "users_batch", "/open-apis/contact/v3/users/batch?" + ID_TYPES + ids, meter),
                UserRecords::parse);
    }

    /** One person. */
    public FeishuRecord person(FeishuApp app, String openId, CallMeter meter) {
        return UserRecords.parse(
                calls.get(app, "user", "/open-apis/contact/v3/users/" + encoded(openId) + "?" + ID_TYPES, meter)
                        .path("user"));
    }

    private interface Parser {
        FeishuRecord parse(JsonNode record);
    }

    private static List<FeishuRecord> records(JsonNode page, Parser parser) {
        return StreamSupport.stream(Pages.items(page).spliterator(), false)
                .map(parser::parse)
                .toList();
    }

    private static List<String> strings(JsonNode page, String field) {
        var list = page.path(field);
        if (!list.isArray() && !list.isMissingNode() && !list.isNull()) {
            throw new FeishuUnavailable("A data range whose " + field + " are no list");
        }
        var strings = new ArrayList<String>();
        for (var entry : list) {
            if (!entry.isTextual() || !FeishuRecord.isId(entry.textValue())) {
                throw new FeishuUnavailable("A data range whose " + field + " are no ids");
            }
            strings.add(entry.textValue());
        }
        return strings;
    }

    private static String next(@Nullable String pageToken) {
        return pageToken == null ? "" : "&page_token=" + encoded(pageToken);
    }

    static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
