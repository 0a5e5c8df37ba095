/** Events that wait to be sent to Kafka. They are written with their change and sent in order, at least once. */
@NullMarked
package pro.jit.permission.outbox;

import org.jspecify.annotations.NullMarked;
