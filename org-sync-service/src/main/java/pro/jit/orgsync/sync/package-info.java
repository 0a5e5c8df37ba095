/** Full runs and single readings: what Feishu says, staged, compared, and applied. Nobody is removed without proof. */
@NullMarked
package pro.jit.orgsync.sync;

import org.jspecify.annotations.NullMarked;
