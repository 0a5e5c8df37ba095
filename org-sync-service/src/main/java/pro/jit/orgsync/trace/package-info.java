/** What belongs to one cause across threads, services and Kafka, as one trace (OpenTelemetry). */
@NullMarked
package pro.jit.orgsync.trace;

import org.jspecify.annotations.NullMarked;
