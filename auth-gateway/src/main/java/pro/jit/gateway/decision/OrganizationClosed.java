package pro.jit.gateway.decision;

/** Told inside this replica when an organization of an application has been disabled or removed: nobody signs in through it any more. */
public record OrganizationClosed(String orgId, String appId, String organizationId) {}
