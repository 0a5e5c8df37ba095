/**
 * The record of decisions and of changes. A refusal is written before it is answered, a change in its own transaction; neither is ever altered, and
 * what is old is removed by the pruning alone.
 */
@NullMarked
package pro.jit.permission.audit;

import org.jspecify.annotations.NullMarked;
