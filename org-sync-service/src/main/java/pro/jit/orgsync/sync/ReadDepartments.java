package pro.jit.orgsync.sync;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import pro.jit.orgsync.feishu.CallMeter;
import pro.jit.orgsync.feishu.FeishuApp;
import pro.jit.orgsync.feishu.FeishuContactClient;
import pro.jit.orgsync.feishu.FeishuRecord;
import pro.jit.orgsync.feishu.FeishuRecord.Understood;
import pro.jit.orgsync.organization.OrganizationId;

/**
 * Reads single departments and whatever their change concerns: the departments above that we do not know yet, the people of a department that is
 * new to us, the leaders who come and go, the people of one that is gone.
 */
@ApplicationScoped
class ReadDepartments {
    private static final int MOST_DEPARTMENTS = 200;
    private static final int MOST_PEOPLE = 2_000;

    private final FeishuContactClient feishu;
    private final HeldDepartments held;

    ReadDepartments(FeishuContactClient feishu, HeldDepartments held) {
        this.feishu = feishu;
        this.held = held;
    }

    /**
     * What was read.
     *
     * @param there departments as Feishu tells them
     * @param gone departments that Feishu said are gone and does not know any more
     * @param people whom the change concerns
     */
    record Read(List<Understood> there, List<String> gone, List<FeishuRecord> people) {
        Read {
            there = List.copyOf(there);
            gone = List.copyOf(gone);
            people = List.copyOf(people);
        }
    }

    /**
     * Reads.
     *
     * @param saidGone by open department id: whether Feishu itself said that it is gone
     * @throws NotProven if that is not enough to tell what is true
     * @throws pro.jit.orgsync.feishu.FeishuFailure if Feishu does not answer
     */
    Read read(FeishuApp app, OrganizationId id, Map<String, Boolean> saidGone) {
        var there = new LinkedHashMap<String, Understood>();
        var gone = new ArrayList<String>();
        told(app, saidGone.keySet()).forEach(department -> there.put(department.openId(), department));
        saidGone.forEach((department, said) -> {
            var found = there.containsKey(department) ? there.get(department) : one(app, department);
            if (found != null && said) {
                throw new NotProven("a department said to be gone is there");
            } else if (found != null) {
                there.put(department, found);
            } else if (said) {
                gone.add(department);
            } else {
                throw new NotProven("a department is not known at Feishu and nobody said that it is gone");
            }
        });
        addUnknownParents(app, id, there);
        var people = people(app, id, there, gone);
        return new Read(List.copyOf(there.values()), gone, people);
    }

    private List<Understood> told(FeishuApp app, Collection<String> departments) {
        if (departments.size() < 2) {
            return List.of();
        }
        if (departments.size() > MOST_DEPARTMENTS) {
            throw new NotProven("so many departments are better read by a run");
        }
        var told = new ArrayList<Understood>();
        for (var some : FeishuContactClient.batches(departments)) {
            for (var department : feishu.departments(app, some, new CallMeter())) {
                told.add(understood(department));
            }
        }
        return told;
    }

    private @Nullable Understood one(FeishuApp app, String department) {
        return feishu.departmentIfThere(app, department, new CallMeter())
                .map(ReadDepartments::understood)
                .orElse(null);
    }

    private static Understood understood(FeishuRecord department) {
        return switch (department) {
            case Understood understood -> understood;
            case FeishuRecord.SetAside aside -> throw new NotProven(aside.reason());
        };
    }

    private void addUnknownParents(FeishuApp app, OrganizationId id, Map<String, Understood> there) {
        var open = new ArrayDeque<>(there.values());
        while (!open.isEmpty()) {
            var parent = open.remove().fields().path("parent").asText("");
            if (parent.isEmpty()
                    || there.containsKey(parent)
                    || held.active(id, Set.of(parent)).contains(parent)) {
                continue;
            }
            var read = one(app, parent);
            if (read == null || there.size() >= MOST_DEPARTMENTS) {
                throw new NotProven("the department above one is not known");
            }
            there.put(parent, read);
            open.add(read);
        }
    }

    private List<FeishuRecord> people(
            FeishuApp app, OrganizationId id, Map<String, Understood> there, List<String> gone) {
        var people = new LinkedHashMap<String, FeishuRecord>();
        var known = held.active(id, there.keySet());
        for (var department : there.keySet()) {
            if (!known.contains(department)) {
                feishu.membersOf(app, department, null, new CallMeter(), page -> takePage(page.records(), people));
            }
        }
        var wanted = new LinkedHashSet<String>();
        there.values().forEach(department -> wanted.addAll(leadersWhoComeOrGo(id, department)));
        wanted.addAll(held.peopleOf(id, gone));
        wanted.removeAll(people.keySet());
        if (wanted.size() > MOST_PEOPLE) {
            throw new NotProven("so many people are better read by a run");
        }
        for (var some : FeishuContactClient.batches(wanted)) {
            for (var person : feishu.people(app, some, new CallMeter())) {
                if (person instanceof Understood understood) {
                    people.put(understood.openId(), understood);
                }
            }
        }
        // Of whom Feishu says nothing, all stays but the place in a department that is gone.
        for (var person : held.records(id, gone)) {
            people.putIfAbsent(person.openId(), person);
        }
        return List.copyOf(people.values());
    }

    private static void takePage(List<FeishuRecord> page, Map<String, FeishuRecord> people) {
        for (var person : page) {
            if (person instanceof Understood understood) {
                if (!understood.fields().has("department_ids")) {
                    throw new NotProven("Feishu does not tell in which departments people are");
                }
                people.put(understood.openId(), understood);
            }
        }
        if (people.size() > MOST_PEOPLE) {
            throw new NotProven("so many people are better read by a run");
        }
    }

    private Collection<String> leadersWhoComeOrGo(OrganizationId id, Understood department) {
        if (!department.fields().has("leaders")) {
            return List.of();
        }
        var now = new LinkedHashSet<String>();
        department.fields().path("leaders").forEach(leader -> now.add(leader.asText()));
        var before = held.leaders(id, department.openId());
        if (List.copyOf(now).equals(before)) {
            return List.of();
        }
        now.addAll(before);
        return now;
    }
}
