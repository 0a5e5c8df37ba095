/**
 * What the console shows of the services' health: readiness and a few measures of the last hour, asked of the services themselves.
 */
@NullMarked
package pro.jit.gateway.console.health;

import org.jspecify.annotations.NullMarked;
