package pro.jit.permission.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pro.jit.permission.problem.ProblemException;

class SearchPageTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String QUESTION =
            "'subject':{'type':'member'},'action':{'name':'login'},'context':{'b':[1,{'y':2,'x':1}],'a':1}";

    @Test
    void aTokenGoesOnAfterTheLastResultWithTheSameLimit() {
        var first = read("{'subject':{'type':'member'},'page':{'limit':2}}");
        var answer = first.of(List.of("a", "b", "c"), Function.identity());

        var next = read(
                "{'subject':{'type':'member'},'page':{'token':'" + answer.page().nextToken() + "'}}");

        assertThat(answer.results()).containsExactly("a", "b");
        assertThat(answer.page().count()).isEqualTo(2);
        assertThat(next.limit()).isEqualTo(2);
        assertThat(next.after()).isEqualTo("b");
        assertThat(next.of(List.of("c"), Function.identity()).page()).isEqualTo(new SearchAnswer.ResultPage("", 1));
    }

    @Test
    void aPageThatIsJustFullIsTheLastOne() {
        var page = read("{'page':{'limit':2}}").of(List.of("a", "b"), Function.identity());

        assertThat(page.page().nextToken()).isEmpty();
        assertThat(page.results()).containsExactly("a", "b");
    }

    @Test
    void ofNoResultsAtAllThereIsMoreUntilThereIsNone() {
        var none = read("{'page':{'limit':0}}");

        assertThat(none.of(List.of(), Function.identity()).page().nextToken()).isEmpty();
        var some = none.of(List.of("a"), Function.identity());
        assertThat(some.results()).isEmpty();
        assertThat(read("{'page':{'token':'" + some.page().nextToken() + "'}}").after())
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{'page':null}", "{'page':{}}", "{'page':{'limit':null,'token':''}}"})
    void withoutALimitAPageHasAHundred(String body) {
        assertThat(read(body)).returns(100, SearchPage::limit).returns(null, SearchPage::after);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1001", "2147483648", "123456789012345678901234567890"})
    void aLimitBeyondTheLargestIsTheLargest(String limit) {
        assertThat(read("{'page':{'limit':" + limit + "}}").limit()).isEqualTo(1_000);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'page':7}",
                "{'page':[]}",
                "{'page':{'limit':-1}}",
                "{'page':{'limit':1.5}}",
                "{'page':{'limit':1e400}}",
                "{'page':{'limit':'2'}}",
                "{'page':{'limit':true}}",
                "{'page':{'properties':'x'}}",
                "{'page':{'token':7}}",
                "{'page':{'token':{}}}",
                "{'page':{'token':'%'}}",
                "{'page':{'token':'AAAA'}}",
                "{'page':{'token':'4pyT'}}",
            })
    void whatIsNoPageIsRefused(String body) {
        assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> read(body));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1..2.a", "2.0123.2.a", "1.ZZ.2.a", "1.00000000000000000000000000000000.2.a"})
    void aTokenMadeByAnybodyElseIsRefused(String token) {
        var encoded = Base64.getUrlEncoder().encodeToString(token.getBytes(StandardCharsets.UTF_8));

        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> read("{'page':{'token':'" + encoded + "'}}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'subject':{'type':'feishu_user'},'action':{'name':'login'},'context':{'b':[1,{'y':2,'x':1}],'a':1}",
                "'subject':{'type':'member'},'action':{'name':'leave'},'context':{'b':[1,{'y':2,'x':1}],'a':1}",
                "'subject':{'type':'member'},'action':{'name':'login'},'context':{'b':[1,{'y':2,'x':2}],'a':1}",
                "'subject':{'type':'member'},'action':{'name':'login'}",
            })
    void anotherQuestionMidwayIsRefused(String other) {
        var token = token("{" + QUESTION + ",'page':{'limit':1}}");

        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> read("{" + other + ",'page':{'token':'" + token + "'}}"));
    }

    @Test
    void anotherLimitMidwayIsRefused() {
        var token = token("{" + QUESTION + ",'page':{'limit':1}}");

        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> read("{" + QUESTION + ",'page':{'limit':2,'token':'" + token + "'}}"));
    }

    @Test
    void theOrderOfMembersIsOfNoAccount() {
        var token = token("{" + QUESTION + ",'page':{'limit':1}}");

        var same = read("{'context':{'a':1,'b':[1,{'x':1,'y':2}]},'action':{'name':'login'},"
                + "'subject':{'type':'member'},'page':{'token':'" + token + "','limit':1}}");

        assertThat(same.after()).isEqualTo("a");
    }

    private static String token(String body) {
        return read(body).of(List.of("a", "b"), Function.identity()).page().nextToken();
    }

    private static SearchPage read(String body) {
        try {
            JsonNode json = JSON.readTree(body.replace('\'', '"'));
            return SearchPage.read(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
