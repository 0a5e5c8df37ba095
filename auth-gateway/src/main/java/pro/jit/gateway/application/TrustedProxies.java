package pro.jit.gateway.application;

import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Whose {@code X-Forwarded-*} and {@code X-Original-*} headers are believed. */
@ApplicationScoped
public class TrustedProxies {
    private static final Pattern LITERAL = Pattern.compile("[0-9a-fA-F:.]{2,45}");

    /** The first {@code bits} of {@code length}-bit addresses. */
    private record Network(BigInteger prefix, int length, int bits) {
        boolean contains(byte[] candidate) {
            return candidate.length * 8 == length
                    && new BigInteger(1, candidate).shiftRight(length - bits).equals(prefix);
        }
    }

    private final List<Network> networks;

    /**
     * Takes the networks.
     *
     * @param networks {@code jit.trusted-proxies} (JIT_TRUSTED_PROXIES): addresses or networks, e.g. {@code 10.0.0.0/8}; by default this machine alone
     */
    TrustedProxies(
            @ConfigProperty(name = "jit.trusted-proxies", defaultValue = "127.0.0.0/8,::1/128") List<String> networks) {
        this.networks = networks.stream()
                .map(String::strip)
                .map(TrustedProxies::network)
                .toList();
    }

    /** Whether the host at this literal address is a proxy of ours. */
    public boolean trusts(@Nullable String address) {
        var bytes = parse(address);
        return bytes != null && networks.stream().anyMatch(network -> network.contains(bytes));
    }

    /** Whether this is a literal IPv4 or IPv6 address; names are never looked up. */
    static boolean isLiteral(String address) {
        return parse(address) != null;
    }

    private static Network network(String text) {
        var slash = text.indexOf('/');
        var bytes = parse(slash < 0 ? text : text.substring(0, slash));
        if (bytes == null) {
            throw new IllegalArgumentException(
                    "JIT_TRUSTED_PROXIES (jit.trusted-proxies): not an address or network: " + text);
        }
        var length = bytes.length * 8;
        var bits = slash < 0 ? length : Math.clamp(Integer.parseInt(text.substring(slash + 1)), 0, length);
        return new Network(new BigInteger(1, bytes).shiftRight(length - bits), length, bits);
    }

    private static byte @Nullable [] parse(@Nullable String address) {
        if (address == null || !LITERAL.matcher(address).matches()) {
            return null;
        }
        try {
            return InetAddress.getByName(address).getAddress();
        } catch (UnknownHostException e) {
            return null;
        }
    }
}
