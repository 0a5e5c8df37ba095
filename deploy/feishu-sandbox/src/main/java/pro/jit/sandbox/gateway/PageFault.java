package pro.jit.sandbox.gateway;

import java.util.Locale;

/** A page of a list that leads its reader astray. Each says {@code has_more}, also where the list has ended. */
public enum PageFault {
    /** The true items, and for the next page the {@code page_token} that was sent. A first page, for which none was sent, is as always. */
    TOKEN_AGAIN,
    /** The true items, and a new token that leads to the same page again. */
    SAME_PAGE,
    /** No items, and a new token that leads to those that should be here. */
    EMPTY,
    /** The same, with the empty lists absent. */
    NO_ITEMS;

    /** By the name that {@link #wire} gives; an {@link IllegalArgumentException} for another. */
    public static PageFault of(String wire) {
        for (var one : values()) {
            if (one.wire().equals(wire)) {
                return one;
            }
        }
        throw new IllegalArgumentException("page is one of token_again, same_page, empty, no_items");
    }

    /** Such as {@code token_again}. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
