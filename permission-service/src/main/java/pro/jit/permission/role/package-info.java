/** Names an application gives to sets of rights. Two are built in. */
@NullMarked
package pro.jit.permission.role;

import org.jspecify.annotations.NullMarked;
