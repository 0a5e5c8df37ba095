package pro.jit.permission.facts;

import io.smallrye.config.ConfigMapping;
import java.util.OptionalLong;

/** How much is held in memory. */
@ConfigMapping(prefix = "jit.permission.held-facts")
interface HeldFactsConfig {
    /**
     * How many members of all organizations together; an organization that does not fit is read from the database for each decision. As many as a
     * third of the largest heap holds if not given.
     */
    OptionalLong members();
}
