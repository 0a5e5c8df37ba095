/** The read model of organizations, departments and members, fed by org-sync's events. It is never edited here and can be rebuilt from the first offset. */
@NullMarked
package pro.jit.permission.directory;

import org.jspecify.annotations.NullMarked;
