/**
 * Requests that may be sent again without being worked twice (draft-ietf-httpapi-idempotency-key-header). What was answered is written in the
 * transaction of what was done.
 */
@NullMarked
package pro.jit.permission.idempotency;

import org.jspecify.annotations.NullMarked;
