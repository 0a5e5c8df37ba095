/** Feishu organizations of an application and their credentials. The secret is tried at Feishu before it is kept, and never told. */
@NullMarked
package pro.jit.orgsync.organization;

import org.jspecify.annotations.NullMarked;
