/**
 * How often one address, application or client may do something in a minute. Counted per replica, in memory that has a bound.
 */
@NullMarked
package pro.jit.gateway.limit;

import org.jspecify.annotations.NullMarked;
