package pro.jit.orgsync.scim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.unboundid.scim2.common.exceptions.BadRequestException;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import pro.jit.orgsync.problem.ScimException;

/** Filters are read as another implementation of RFC 7644, UnboundID's SCIM 2 SDK, reads them, and what is none is refused. */
class FilterParserTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "userName eq \"bjensen\"",
                "name.formatted co \"O'Malley\"",
                "userName sw \"J\"",
                "urn:ietf:params:scim:schemas:core:2.0:User:userName sw \"J\"",
                "title pr",
                "meta.lastModified gt \"2011-05-13T04:42:34Z\"",
                "meta.lastModified ge \"2011-05-13T04:42:34Z\"",
                "title pr and userType eq \"Employee\"",
                "title pr or userType eq \"Intern\"",
                "a eq \"1\" or b eq \"2\" and c eq \"3\"",
                "a eq \"1\" and b eq \"2\" or c eq \"3\"",
                "(a eq \"1\" or b eq \"2\") and c eq \"3\"",
                "a eq \"1\" and (b eq \"2\" or c eq \"3\")",
                "not (a eq \"1\") and b eq \"2\"",
                "not (a eq \"1\" or b eq \"2\")",
                "((((a pr))))",
                "A EQ \"x\" AND B CO \"y\" Or nOt (c pR)",
                "active eq true and level eq -3.5",
                "gone eq null or other ne false",
                "a eq \"quote \\\" and \\\\ backslash \\u4f1f\"",
                "a eq \"( not [ and ] or )\"",
                "a eq \"\"",
                "userType ne \"Employee\" and not (emails.value co \"example.com\" or emails.value co \"example.org\")",
                "not.a pr"
            })
    void aFilterIsReadAsByAnother(String filter) throws BadRequestException {
        assertThat(text(FilterParser.parse(filter)))
                .isEqualTo(com.unboundid.scim2.common.filters.Filter.fromString(filter)
                        .toString()
                        .toLowerCase(Locale.ROOT));
    }

    @Test
    void manyInARowAreTakenFromTheLeft() {
        assertThat(FilterParser.parse("a pr and b pr and c pr or d pr or e pr"))
                .isEqualTo(FilterParser.parse("((((a pr) and (b pr)) and (c pr)) or d pr) or (e pr)"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "emails[type eq \"work\" and value co \"@example.com\"] | (emails.type eq \"work\" and emails.value co \"@example.com\")",
                "a pr and emails[not (type pr)] | (a pr and not (emails.type pr))"
            })
    void aValuePathIsAFilterOfItsAttributes(String filter, String same) {
        assertThat(FilterParser.parse(filter)).isEqualTo(FilterParser.parse(same));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                " ",
                "a",
                "a eq",
                "a eq x",
                "a eq 'x'",
                "a eq \"x",
                "a eq x\"",
                "a eq \"x\" and",
                "and a pr",
                "a pr b pr",
                "a pr)",
                "(a pr",
                "()",
                "not a pr",
                "not (a pr",
                "a is \"x\"",
                "a eq \"x\" xor b pr",
                "a eq \"\\x\"",
                "a eq \"\\ud800\"",
                "a eq \"\\u0000\"",
                "a eq [\"x\"]",
                "a eq {\"x\":1}",
                "a eq True",
                "a eq 1e999999999",
                "a eq 99999999999999999999999",
                "a[b pr",
                "a[b pr] c",
                "a[b[c pr]]",
                "a[]",
                "1a pr",
                "a' or '1'='1",
                "a;drop table member pr",
                "\"a\" pr",
                "[a pr]"
            })
    void whatIsNoFilterIsRefused(String filter) {
        assertThatThrownBy(() -> FilterParser.parse(filter)).isInstanceOf(ScimException.class);
    }

    @Test
    void aFilterMayBeNeitherDeepNorLongNorWide() {
        assertThatThrownBy(() -> FilterParser.parse("(".repeat(1_999) + "a pr" + ")".repeat(1_990)))
                .isInstanceOf(ScimException.class);
        assertThatThrownBy(() -> FilterParser.parse("not (".repeat(30) + "a pr" + ")".repeat(30)))
                .isInstanceOf(ScimException.class);
        assertThatThrownBy(() -> FilterParser.parse("a eq \"" + "x".repeat(4_000) + "\""))
                .isInstanceOf(ScimException.class);
        assertThatThrownBy(() -> FilterParser.parse("a pr" + " or a pr".repeat(50)))
                .isInstanceOf(ScimException.class);
        assertThatThrownBy(() -> FilterParser.parse("\\".repeat(3_000))).isInstanceOf(ScimException.class);
        assertThatThrownBy(() -> FilterParser.parse("a eq \"" + "\\\\".repeat(1_900)))
                .isInstanceOf(ScimException.class);
        assertThat(FilterParser.parse("a pr" + " or a pr".repeat(49))).isNotNull();
    }

    /** As UnboundID writes a filter, in lower case. */
    private static String text(Filter filter) {
        return switch (filter) {
            case Filter.And and -> "(" + text(and.left()) + " and " + text(and.right()) + ")";
            case Filter.Or or -> "(" + text(or.left()) + " or " + text(or.right()) + ")";
            case Filter.Not not -> "not (" + text(not.filter()) + ")";
            case Filter.Present present -> present.attribute() + " pr";
            case Filter.Comparison comparison ->
                comparison.attribute() + " " + comparison.operator().word() + " "
                        + comparison.value().toString().toLowerCase(Locale.ROOT);
        };
    }
}
