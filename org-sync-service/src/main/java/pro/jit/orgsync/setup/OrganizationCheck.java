package pro.jit.orgsync.setup;

import pro.jit.orgsync.organization.OrganizationStatus;

/** J2: the organization is there, and in use. */
final class OrganizationCheck implements StepCheck {
    @Override
    public SetupStep step() {
        return SetupStep.J2;
    }

    @Override
    public Finding check(Observed seen) {
        var title = seen.organization().title();
        return seen.organization().status() == OrganizationStatus.ACTIVE
                ? Finding.ok("组织架构“" + title + "”已创建并启用。", "The organization \"" + title + "\" is there and active.")
                : Finding.failed(
                        "组织架构“" + title + "”已停用，谁也不能通过它登录。",
                        "The organization \"" + title + "\" is disabled; nobody can sign in through it.");
    }
}
