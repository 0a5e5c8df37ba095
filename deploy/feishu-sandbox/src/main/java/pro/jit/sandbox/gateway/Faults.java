package pro.jit.sandbox.gateway;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The faults that are arranged. The first that concerns a call strikes it. */
public final class Faults {
    private final List<Armed> armed = new ArrayList<>();

    private static final class Armed {
        private final Fault fault;
        private int toSkip;
        private int left;

        Armed(Fault fault) {
            this.fault = fault;
            this.toSkip = fault.skip();
            this.left = fault.count() == null ? Integer.MAX_VALUE : fault.count();
        }
    }

    /** Arranges a fault. */
    public synchronized void add(Fault fault) {
        armed.add(new Armed(fault));
    }

    /** What is still to come. */
    public synchronized List<Fault> all() {
        return armed.stream().filter(one -> one.left > 0).map(one -> one.fault).toList();
    }

    public synchronized void clear() {
        armed.clear();
    }

    synchronized Optional<Fault> strike(String endpoint, @Nullable String query) {
        for (var one : armed) {
            if (one.left > 0 && one.fault.concerns(endpoint, query)) {
                if (one.toSkip > 0) {
                    one.toSkip--;
                    continue;
                }
                one.left--;
                return Optional.of(one.fault);
            }
        }
        return Optional.empty();
    }
}
