/** Our events, written with the change they tell of. A relay sends them to Kafka in order, at least once. */
@NullMarked
package pro.jit.orgsync.outbox;

import org.jspecify.annotations.NullMarked;
