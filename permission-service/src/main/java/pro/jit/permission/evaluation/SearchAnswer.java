package pro.jit.permission.evaluation;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** A page of what a search found; the page is said first, so that a reader knows what to expect. */
record SearchAnswer<T>(ResultPage page, List<T> results) {
    SearchAnswer {
        results = List.copyOf(results);
    }

    /** The same page with each result in another form. */
    <R> SearchAnswer<R> map(Function<T, R> mapping) {
        return new SearchAnswer<>(page, results.stream().map(mapping).toList());
    }

    /**
     * Where in the results this is. There is no {@code total}: it would cost a decision about every member.
     *
     * @param nextToken asks for what follows; empty on the last page
     * @param count how many results this page has
     */
    record ResultPage(String nextToken, int count) {}

    /**
     * A subject or resource.
     *
     * @param properties not written where there are none
     */
    record FoundEntity(
            String type,
            String id,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, String> properties) {
        FoundEntity {
            properties = Map.copyOf(properties);
        }
    }

    /** An action. */
    record FoundAction(String name) {}
}
