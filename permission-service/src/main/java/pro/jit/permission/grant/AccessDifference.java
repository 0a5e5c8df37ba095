package pro.jit.permission.grant;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import pro.jit.permission.evaluation.PolicyDecisionPoint;
import pro.jit.permission.facts.OrganizationFacts;
import pro.jit.permission.grant.WhatIfAnswer.Affected;
import pro.jit.permission.grant.WhatIfAnswer.Changed;

/**
 * How the decisions about one organization's members differ between two states of what they rest on.
 *
 * @param administeredBefore whether any of them may enter as administrator before
 * @param administeredAfter the same, after
 */
record AccessDifference(
        List<Affected> gains,
        List<Affected> loses,
        List<Changed> changes,
        boolean administeredBefore,
        boolean administeredAfter) {
    AccessDifference {
        gains = List.copyOf(gains);
        loses = List.copyOf(loses);
        changes = List.copyOf(changes);
    }

    /**
     * Decides about everyone, twice.
     *
     * @param after the same organization with the same members
     */
    static AccessDifference between(OrganizationFacts before, OrganizationFacts after, Instant at) {
        var gains = new ArrayList<Affected>();
        var loses = new ArrayList<Affected>();
        var changes = new ArrayList<Changed>();
        var application = before.organization().application();
        var organization = before.organization().organizationId().value();
        var administeredBefore = new AtomicBoolean();
        var administeredAfter = new AtomicBoolean();
        before.members().forEach(id -> {
            var facts = before.of(id);
            var was = PolicyDecisionPoint.decide(facts, application, at);
            var is = PolicyDecisionPoint.decide(after.of(id), application, at);
            if (was.roles().contains(Administrators.ROLE)) {
                administeredBefore.set(true);
            }
            if (is.roles().contains(Administrators.ROLE)) {
                administeredAfter.set(true);
            }
            var member = facts.member();
            var name = member == null ? "" : member.name();
            if (!was.permitted() && is.permitted()) {
                gains.add(new Affected(id.value(), organization, name, is.roles()));
            } else if (was.permitted() && !is.permitted()) {
                loses.add(new Affected(id.value(), organization, name, was.roles()));
            } else if (!was.roles().equals(is.roles())) {
                changes.add(new Changed(id.value(), organization, name, was.roles(), is.roles()));
            }
        });
        return new AccessDifference(gains, loses, changes, administeredBefore.get(), administeredAfter.get());
    }
}
