/** The only place that knows Feishu's wire format: tokens, contacts, tenant. It knows nothing of ours. */
@NullMarked
package pro.jit.orgsync.feishu;

import org.jspecify.annotations.NullMarked;
