package pro.jit.gateway.application;

/** Told inside the gateway before an application's row is deleted: its sessions are to end. */
public record ApplicationRemoved(String orgId, String appId) {}
