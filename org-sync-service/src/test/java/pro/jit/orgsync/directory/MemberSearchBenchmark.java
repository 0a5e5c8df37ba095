package pro.jit.orgsync.directory;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import pro.jit.orgsync.directory.MemberRepository.After;
import pro.jit.orgsync.directory.MemberRepository.Wanted;
import pro.jit.orgsync.organization.OrganizationId;
import pro.jit.orgsync.organization.Organizations;
import pro.jit.orgsync.testing.OrgSync;
import pro.jit.orgsync.testing.RealServers;
import pro.jit.orgsync.testing.Sandbox;

/**
 * Prints what 100 000 people take in the database and as events, how long it takes to find them, by each kind of text, first and last page, and how the database goes about it; then
 * what others ask of the same directory over HTTP: SCIM by filters, and all of it as a file. No test: run by name,
 * {@code -Dit.test=MemberSearchBenchmark}.
 */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
class MemberSearchBenchmark {
    private static final int PEOPLE = 100_000;
    private static final int ROUNDS = 50;
    private static final String SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许邓韩冯曹彭曾萧田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟";
    private static final String GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰红梅建国志文晓宇欣怡子涵浩然雨泽博思嘉俊";

    @Inject
    OrgSync orgSync;

    @Inject
    Sandbox sandbox;

    @Inject
    Organizations organizations;

    @Inject
    DirectoryWriter directory;

    @Inject
    MemberRepository members;

    @Inject
    Jdbi jdbi;

    @Test
    void findsPeople() {
        var id = OrganizationId.parse(orgSync.created(sandbox.newApp()));
        var begun = System.nanoTime();
        fill(id);
        System.out.printf(Locale.ROOT, "%d people written in %.1f s%n", PEOPLE, (System.nanoTime() - begun) / 1e9);
        jdbi.useHandle(handle -> {
            handle.execute("vacuum analyze member");
            handle.execute("vacuum analyze member_search");
            handle.createQuery("""
                            select relname || ': ' || n_live_tup || ' rows, ' || pg_total_relation_size(relid) / greatest(n_live_tup, 1)
                                || ' bytes each with their indexes'
                            from pg_stat_user_tables where relname in ('member', 'member_search') order by relname
                            """).mapTo(String.class).forEach(System.out::println);
        });
        for (var text : List.of("张伟", "zhangwei", "zhang wei", "zw", "mail77", "no-00077", "张", "z", "a", "nobody")) {
            measure(id, text, null, After.NOBODY, "first page");
        }
        measure(id, "张", null, new After("张敏", Wanted.NOWHERE), "later page");
        measure(id, "z", null, new After("赵敏", Wanted.NOWHERE), "later page");
        measure(id, "z", "active", After.NOBODY, "first page of the active");
        measure(id, "z", "frozen", After.NOBODY, "first page of the frozen");
        plan(id, "zhangwei");
        plan(id, "z");
        for (var filter : List.of(
                "userName eq \"nobody\"",
                "emails.value eq \"mail77777@mail.example\"",
                "displayName sw \"张伟\"",
                "displayName co \"伟\"",
                "emails sw \"mail777\" and active eq true")) {
            ask(
                    "SCIM " + filter,
                    20,
                    "members:read",
                    "/scim/v2/" + id + "/Users",
                    Map.of("filter", filter, "count", 100));
        }
        ask("SCIM from the 99 900th on", 20, "members:read", "/scim/v2/" + id + "/Users", Map.of("startIndex", 99_900));
        ask("CSV of all", 5, "members:read", OrgSync.ORGANIZATIONS + "/" + id + "/members/export", Map.of());
        orgSync.writer().delete(OrgSync.ORGANIZATIONS + "/" + id).then().statusCode(204);
    }

    private void fill(OrganizationId id) {
        var random = new Random(1);
        for (var first = 0; first < PEOPLE; first += 1000) {
            var changes = new ArrayList<DirectoryChange>();
            var last = first + 1000 == PEOPLE;
            for (var number = first; number < first + 1000; number++) {
                changes.add(person(random, number));
            }
            jdbi.useTransaction(handle -> {
                directory.write(
                        handle,
                        organizations.lock(handle, id).orElseThrow(),
                        changes,
                        new ChangeCause(ChangeCause.Kind.SYNC_RUN, "benchmark"));
                if (last) {
                    handle.createQuery(
                                    "select 'event of a person: ' || avg(length(value))::int || ' bytes' from outbox")
                            .mapTo(String.class)
                            .forEach(System.out::println);
                }
            });
        }
    }

    private static DirectoryChange person(Random random, int number) {
        var name = new StringBuilder().append(SURNAMES.charAt(random.nextInt(SURNAMES.length())));
        for (var length = random.nextInt(3) == 0 ? 1 : 2; length > 0; length--) {
            name.append(GIVEN.charAt(random.nextInt(GIVEN.length())));
        }
        var document = JsonNodeFactory.instance
                .objectNode()
                .put("open_id", "ou_" + number)
                .put("union_id", "on_" + number)
                .put("name", name.toString())
                .put("email", "mail" + number + "@mail.example")
                .put("employee_no", String.format(Locale.ROOT, "no-%06d", number))
                .put("status", "active");
        document.putArray("departments");
        return new DirectoryChange(
                DirectoryChange.Entity.MEMBER, DirectoryChange.Kind.ADDED, UUID.randomUUID(), document, List.of(), 0);
    }

    private void measure(OrganizationId id, String text, @Nullable String status, After after, String page) {
        var wanted = new Wanted(null, false, List.copyOf(SearchKeys.wanted(text)), status, List.of());
        var found = members.list(id, wanted, After.NOBODY, Integer.MAX_VALUE).size();
        var millis = new double[ROUNDS];
        for (var round = 0; round < ROUNDS; round++) {
            var begun = System.nanoTime();
            members.list(id, wanted, after, 51);
            millis[round] = (System.nanoTime() - begun) / 1e6;
        }
        Arrays.sort(millis);
        System.out.printf(
                Locale.ROOT,
                "%-10s %6d found, %s: median %.1f ms, worst %.1f ms%n",
                text,
                found,
                page,
                millis[ROUNDS / 2],
                millis[ROUNDS - 1]);
    }

    private void ask(String what, int times, String scope, String path, Map<String, ?> parameters) {
        var millis = new double[times];
        var length = 0;
        for (var time = 0; time < times; time++) {
            var begun = System.nanoTime();
            var answer = orgSync.as(scope).queryParams(parameters).get(path);
            length = answer.asByteArray().length;
            millis[time] = (System.nanoTime() - begun) / 1e6;
            answer.then().statusCode(200);
        }
        Arrays.sort(millis);
        System.out.printf(
                Locale.ROOT,
                "%-50s %8d bytes: median %.0f ms, worst %.0f ms%n",
                what,
                length,
                millis[times / 2],
                millis[times - 1]);
    }

    private void plan(OrganizationId id, String text) {
        jdbi.useHandle(handle -> {
            var wanted = new Wanted(null, false, List.of(text), null, List.of());
            var query = handle.createQuery("explain (costs off) " + wanted.page());
            wanted.bind(query);
            query.bind("organization", id.value())
                    .bind("afterName", "")
                    .bind("afterId", Wanted.NOWHERE)
                    .bind("limit", 51)
                    .mapTo(String.class)
                    .forEach(System.out::println);
        });
    }
}
