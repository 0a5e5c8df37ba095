/**
 * Feishu's pushes: checked, kept once each, answered, and only then worked. What a push says is a hint; the person or department is read from
 * Feishu again.
 */
@NullMarked
package pro.jit.orgsync.event;

import org.jspecify.annotations.NullMarked;
