/** org-sync-service: who exists. Feishu organizations, their departments and members, kept true by synchronization and told as events. */
@NullMarked
package pro.jit.orgsync;

import org.jspecify.annotations.NullMarked;
