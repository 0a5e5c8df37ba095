package pro.jit.sandbox.gateway;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import pro.jit.sandbox.model.UnknownInCompany;

/** The faults that are arranged. The first that concerns a call strikes it. */
public final class Faults {
    private final List<Armed> armed = new ArrayList<>();
    private final List<String> refused = new ArrayList<>();

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

    /** Why changes that should have happened at a call could not. */
    public synchronized List<String> refusedChanges() {
        return List.copyOf(refused);
    }

    public synchronized void clear() {
        armed.clear();
        refused.clear();
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

    /** Lets happen what a fault says for this moment. */
    void happen(Fault fault, Trigger.Moment moment) {
        var trigger = fault.trigger();
        if (trigger == null || trigger.moment() != moment) {
            return;
        }
        try {
            trigger.changes().forEach(Trigger.Change::happen);
        } catch (IllegalArgumentException | UnknownInCompany e) {
            refuse(String.valueOf(e.getMessage()));
        }
    }

    private synchronized void refuse(String why) {
        refused.add(why);
    }
}
