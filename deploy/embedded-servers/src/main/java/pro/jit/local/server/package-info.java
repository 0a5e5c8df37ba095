/**
 * A real PostgreSQL and a real Kafka without a container engine. Tests and the local stack start them from here; production never does.
 */
@NullMarked
package pro.jit.local.server;

import org.jspecify.annotations.NullMarked;
