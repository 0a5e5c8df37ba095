package pro.jit.gateway.forward;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How the proxy treats the servers behind it (JIT_PROXY_…). */
@ConfigMapping(prefix = "jit.proxy")
interface ProxyConfig {
    /** How long a server may take to begin its answer, counted from the last part of the request it took. Once begun, it may be silent. */
    @WithDefault("PT60S")
    Duration responseTimeout();

    /**
     * How long an application or a visitor may take nothing of what the other has for it, upload, answer or WebSocket, before both connections
     * are cut. A side with nothing to say may be silent.
     */
    @WithDefault("PT60S")
    Duration stallTimeout();

    /** Connections to one server at most. A stream or WebSocket holds one as long as it is open. */
    @WithDefault("4096")
    int connectionsPerServer();
}
