/**
 * The set-up checklist: for every step of the guide, whether it was done, how we know, what to paste and where. Most steps are in somebody
 * else's console; here they become visible.
 */
@NullMarked
package pro.jit.orgsync.setup;

import org.jspecify.annotations.NullMarked;
