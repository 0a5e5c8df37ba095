package pro.jit.orgsync.scim;

import java.util.Locale;
import java.util.regex.Pattern;
import pro.jit.orgsync.problem.ScimException;

/** Reads a filter by the grammar of RFC 7644 figure 1: {@code not} binds closest, then {@code and}, then {@code or}. */
final class FilterParser {
    private static final int LONGEST = 4_000;
    private static final int DEEPEST = 20;
    private static final int MOST = 50;
    private static final Pattern ATTRIBUTE = Pattern.compile("[A-Za-z][A-Za-z0-9_$.:-]*");

    private final FilterTokens tokens;
    private int depth;
    private int comparisons;

    private FilterParser(FilterTokens tokens) {
        this.tokens = tokens;
    }

    static Filter parse(String text) {
        if (text.length() > LONGEST) {
            throw ScimException.invalidFilter("The filter is longer than " + LONGEST + " characters.");
        }
        var parser = new FilterParser(FilterTokens.of(text));
        var filter = parser.disjunction("");
        if (parser.tokens.hasNext()) {
            throw ScimException.invalidFilter("The filter goes on where it should end.");
        }
        return filter;
    }

    /** @param within the attribute in whose value path this is, with a dot; else empty */
    private Filter disjunction(String within) {
        if (++depth > DEEPEST) {
            throw ScimException.invalidFilter("The filter is deeper than " + DEEPEST + " levels.");
        }
        var filter = conjunction(within);
        while (tokens.takes("or")) {
            filter = new Filter.Or(filter, conjunction(within));
        }
        depth--;
        return filter;
    }

    private Filter conjunction(String within) {
        var filter = term(within);
        while (tokens.takes("and")) {
            filter = new Filter.And(filter, term(within));
        }
        return filter;
    }

    private Filter term(String within) {
        if (tokens.peek().equalsIgnoreCase("not") && tokens.peekBehind().equals("(")) {
            tokens.take();
            return new Filter.Not(bracketed(within));
        }
        if (tokens.peek().equals("(")) {
            return bracketed(within);
        }
        if (++comparisons > MOST) {
            throw ScimException.invalidFilter("The filter has more than " + MOST + " comparisons.");
        }
        var attribute = within + attribute();
        if (within.isEmpty() && tokens.takes("[")) {
            var filter = disjunction(attribute + ".");
            tokens.expect("]");
            return filter;
        }
        return comparison(attribute);
    }

    private Filter bracketed(String within) {
        tokens.expect("(");
        var filter = disjunction(within);
        tokens.expect(")");
        return filter;
    }

    private String attribute() {
        var name = tokens.take();
        if (!ATTRIBUTE.matcher(name).matches()) {
            throw ScimException.invalidFilter("The filter has something else where an attribute's name should be.");
        }
        return name.toLowerCase(Locale.ROOT);
    }

    private Filter comparison(String attribute) {
        var word = tokens.take();
        if (word.equalsIgnoreCase("pr")) {
            return new Filter.Present(attribute);
        }
        var operator = Filter.Operator.of(word)
                .orElseThrow(
                        () -> ScimException.invalidFilter(
                                "The filter has something else where one of eq, ne, co, sw, ew, gt, ge, lt, le, pr should be."));
        return new Filter.Comparison(attribute, operator, tokens.takeValue());
    }
}
