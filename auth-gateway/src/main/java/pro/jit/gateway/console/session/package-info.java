/**
 * Who is at the console: its sessions, apart from the members' of applications, and their cookie. It knows no way to sign in.
 */
@NullMarked
package pro.jit.gateway.console.session;

import org.jspecify.annotations.NullMarked;
