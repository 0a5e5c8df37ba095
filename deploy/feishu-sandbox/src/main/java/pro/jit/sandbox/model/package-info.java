/**
 * The company that Feishu is supposed to know: people, departments, the apps built for it, and what each app may see.
 * Holds no HTTP; every change is safe from any thread.
 */
@NullMarked
package pro.jit.sandbox.model;

import org.jspecify.annotations.NullMarked;
