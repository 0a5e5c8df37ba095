/** What decisions rest on, as the database has it now: loaded for a few members, or held in memory for a whole organization. */
@NullMarked
package pro.jit.permission.facts;

import org.jspecify.annotations.NullMarked;
