/**
 * What can go wrong for a visitor or a caller, and how each is told: as a page or as RFC 9457 JSON. The only place that maps exceptions.
 */
@NullMarked
package pro.jit.gateway.problem;

import org.jspecify.annotations.NullMarked;
