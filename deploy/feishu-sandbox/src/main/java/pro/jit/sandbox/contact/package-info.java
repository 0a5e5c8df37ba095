/**
 * Contact v3 and tenant information: reading departments, people, the app's range and the company.
 * Fields without their scope are absent, never null.
 */
@NullMarked
package pro.jit.sandbox.contact;

import org.jspecify.annotations.NullMarked;
