package pro.jit.gateway.problem;

import org.jspecify.annotations.Nullable;

/**
 * To whom a page tells a problem of signing in; never told to a program.
 *
 * @param name as Feishu calls them; null as long as it has not said
 * @param company whose accounts may sign in, where known
 * @param chooseLink where to pick another organization; null where there is only one
 */
public record Addressee(
        @Nullable String name,
        @Nullable String company,
        @Nullable String chooseLink) {}
