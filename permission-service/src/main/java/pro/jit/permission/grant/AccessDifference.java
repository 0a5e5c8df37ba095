package pro.jit.permission.grant;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import pro.jit.permission.evaluation.PolicyDecisionPoint;
import pro.jit.permission.facts.OrganizationFacts;
import pro.jit.permission.grant.WhatIfAnswer.Affected;
import pro.jit.permission.grant.WhatIfAnswer.Changed;

/** How the decisions about one organization's members differ between two states of what they rest on. */
record AccessDifference(List<Affected> gains, List<Affected> loses, List<Changed> changes) {
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
        before.members().forEach(id -> {
            var facts = before.of(id);
            var was = PolicyDecisionPoint.decide(facts, application, at);
            var is = PolicyDecisionPoint.decide(after.of(id), application, at);
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
        return new AccessDifference(gains, loses, changes);
    }
}
