/**
 * The programs that call us and each other, what they may ask for, and how they prove who they are. Secrets are kept as hashes; a new one
 * is shown once and overlaps the old one for a day.
 */
@NullMarked
package pro.jit.gateway.client;

import org.jspecify.annotations.NullMarked;
