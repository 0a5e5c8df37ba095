package pro.jit.gateway.limit;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** What counts as one client: an IPv4 address, or an IPv6 network of 64 bits, of which one household or machine has all addresses. */
public final class ClientNetwork {
    private static final Pattern LITERAL = Pattern.compile("[0-9a-fA-F:.]{2,45}");
    private static final int IPV6_BYTES = 16;
    private static final int PREFIX_BYTES = 8;

    private ClientNetwork() {}

    /** The network of a literal address, to count by; anything else counts as it is spelled. */
    public static String of(String address) {
        var zone = address.indexOf('%');
        var literal = zone < 0 ? address : address.substring(0, zone);
        if (!literal.contains(":") || !LITERAL.matcher(literal).matches()) {
            return literal;
        }
        try {
            var inet = InetAddress.getByName(literal);
            var bytes = inet.getAddress();
            // An IPv4 address in IPv6 notation (::ffff:…) is read as the IPv4 address it is.
            return bytes.length == IPV6_BYTES
                    ? HexFormat.of().formatHex(Arrays.copyOf(bytes, PREFIX_BYTES)) + "/64"
                    : inet.getHostAddress();
        } catch (UnknownHostException e) {
            return literal;
        }
    }
}
