package pro.jit.orgsync.scim;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import pro.jit.orgsync.directory.Condition;
import pro.jit.orgsync.directory.Condition.Match;
import pro.jit.orgsync.directory.Condition.Order;
import pro.jit.orgsync.directory.DirectoryField;
import pro.jit.orgsync.problem.ScimException;
import pro.jit.orgsync.scim.Filter.Operator;

/**
 * An attribute as a filter may speak of it.
 *
 * @param <F> fields of members or of departments
 */
interface Attribute<F extends DirectoryField> {
    /** It has a value. */
    Condition<F> present();

    /**
     * It compares so; the contrary of {@code eq} and comparisons with null are made of this and {@link #present}.
     *
     * @param name for the caller
     */
    Condition<F> compares(String name, Operator operator, JsonNode value);

    /** A text. */
    static <F extends DirectoryField> Attribute<F> text(F field, boolean exactCase) {
        return of(
                new Condition.Present<>(field),
                (name, operator, value) ->
                        new Condition.Text<>(field, match(name, operator), text(name, value), exactCase));
    }

    /** An id of ours; anything that is none is nobody's. */
    static <F extends DirectoryField> Attribute<F> id(F field, F asText) {
        return of(
                Condition.everything(),
                (name, operator, value) -> operator == Operator.EQ
                        ? ofId(field, text(name, value))
                        : new Condition.Text<>(asText, match(name, operator), text(name, value), true));
    }

    /** The ids of something there are several of. */
    static <F extends DirectoryField> Attribute<F> ids(F field, F any) {
        return of(new Condition.Present<>(any), (name, operator, value) -> {
            if (operator != Operator.EQ) {
                throw cannot(name, operator);
            }
            return ofId(field, text(name, value));
        });
    }

    /** What a field says, and where it says nothing another attribute. */
    static <F extends DirectoryField> Attribute<F> either(F field, boolean exactCase, Attribute<F> otherwise) {
        var first = text(field, exactCase);
        return of(
                new Condition.Any<>(List.of(first.present(), otherwise.present())),
                (name, operator, value) -> new Condition.Any<>(List.of(
                        first.compares(name, operator, value),
                        new Condition.All<>(List.of(
                                new Condition.Not<>(first.present()), otherwise.compares(name, operator, value))))));
    }

    /** True where a field says just this, else false. */
    static <F extends DirectoryField> Attribute<F> truth(F field, String ofTrue) {
        return of(Condition.everything(), (name, operator, value) -> {
            if (operator != Operator.EQ || !value.isBoolean()) {
                throw ScimException.invalidFilter(name + " is true or false, and compared with eq or ne.");
            }
            var holds = new Condition.Text<>(field, Match.EQUALS, ofTrue, true);
            return value.booleanValue() ? holds : new Condition.Not<>(holds);
        });
    }

    /** The same for each value of another attribute, e.g. {@code emails.type}. */
    static <F extends DirectoryField> Attribute<F> constant(Attribute<F> of, JsonNode constant) {
        return of(of.present(), (name, operator, value) -> {
            if (operator != Operator.EQ || value.getNodeType() != constant.getNodeType()) {
                throw ScimException.invalidFilter(
                        name + " is only compared with eq or ne, and with " + constant + " or the like.");
            }
            return value.asText().equalsIgnoreCase(constant.asText()) ? of.present() : Condition.nothing();
        });
    }

    /** A point in time. */
    static <F extends DirectoryField> Attribute<F> time(F field) {
        return of(new Condition.Present<>(field), (name, operator, value) -> {
            try {
                var time = OffsetDateTime.parse(text(name, value)).toInstant();
                return new Condition.Time<>(field, order(name, operator), time);
            } catch (DateTimeException e) {
                throw ScimException.invalidFilter(name + " is compared with a time such as 2026-11-26T08:00:00Z.");
            }
        });
    }

    /** How it compares. */
    interface Comparing<F extends DirectoryField> {
        Condition<F> compares(String name, Operator operator, JsonNode value);
    }

    private static <F extends DirectoryField> Attribute<F> of(Condition<F> present, Comparing<F> comparing) {
        return new Attribute<>() {
            @Override
            public Condition<F> present() {
                return present;
            }

            @Override
            public Condition<F> compares(String name, Operator operator, JsonNode value) {
                return comparing.compares(name, operator, value);
            }
        };
    }

    private static <F extends DirectoryField> Condition<F> ofId(F field, String text) {
        try {
            return text.length() == 36 ? new Condition.Id<>(field, UUID.fromString(text)) : Condition.nothing();
        } catch (IllegalArgumentException e) {
            return Condition.nothing();
        }
    }

    private static String text(String name, JsonNode value) {
        if (!value.isTextual()) {
            throw ScimException.invalidFilter(name + " is compared with a text in quotation marks.");
        }
        return value.textValue();
    }

    private static Match match(String name, Operator operator) {
        return switch (operator) {
            case EQ -> Match.EQUALS;
            case CO -> Match.CONTAINS;
            case SW -> Match.BEGINS;
            case EW -> Match.ENDS;
            case NE, GT, GE, LT, LE -> throw cannot(name, operator);
        };
    }

    private static Order order(String name, Operator operator) {
        return switch (operator) {
            case LT -> Order.BEFORE;
            case LE -> Order.NOT_AFTER;
            case EQ -> Order.AT;
            case GE -> Order.NOT_BEFORE;
            case GT -> Order.AFTER;
            case NE, CO, SW, EW -> throw cannot(name, operator);
        };
    }

    private static ScimException cannot(String name, Operator operator) {
        return ScimException.invalidFilter(name + " cannot be compared with " + operator.word() + ".");
    }
}
