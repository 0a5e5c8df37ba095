/**
 * What every call passes before its own code: log id, statistics, arranged faults, token check, rate limit, scope check, error envelope.
 * Feishu calls this the Open Platform gateway (codes 9999xxxx).
 */
@NullMarked
package pro.jit.sandbox.gateway;

import org.jspecify.annotations.NullMarked;
