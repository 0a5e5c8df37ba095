/**
 * Login by QR code: the frame that shows the code, what the phone does with it, and Feishu's passport page that turns it into an authorization code.
 * The SDK's stand-in script is in the page package's resources.
 */
@NullMarked
package pro.jit.sandbox.passport;

import org.jspecify.annotations.NullMarked;
