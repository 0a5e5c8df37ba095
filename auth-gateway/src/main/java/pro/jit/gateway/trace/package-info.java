/** What belongs to one cause across threads, services and Kafka, as one trace (OpenTelemetry). */
@NullMarked
package pro.jit.gateway.trace;

import org.jspecify.annotations.NullMarked;
