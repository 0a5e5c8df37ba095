/** What belongs to one cause across threads, services and Kafka, as one trace (OpenTelemetry). */
@NullMarked
package pro.jit.permission.trace;

import org.jspecify.annotations.NullMarked;
