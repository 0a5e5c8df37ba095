/** Who may enter a Jit application: roles, grants and decisions. What the features share is only the shape of JSON and their surroundings. */
@NullMarked
package pro.jit.permission;

import org.jspecify.annotations.NullMarked;
