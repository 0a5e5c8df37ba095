/** What we hold of an organization: departments and members. Read here; changed by synchronization alone. */
@NullMarked
package pro.jit.orgsync.directory;

import org.jspecify.annotations.NullMarked;
