/**
 * Calls the sandbox over HTTP and compares what it says with what Feishu's documents say.
 * Strictness is what is tested above all: a sandbox that lets things pass proves nothing.
 */
@NullMarked
package pro.jit.sandbox;

import org.jspecify.annotations.NullMarked;
