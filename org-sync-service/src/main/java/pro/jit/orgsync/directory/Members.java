package pro.jit.orgsync.directory;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import pro.jit.orgsync.organization.OrganizationId;

/** What other features may know of members. */
@ApplicationScoped
public class Members {
    private final MemberRepository members;

    Members(MemberRepository members) {
        this.members = members;
    }

    /**
     * Those who are there and those who have left, in the order they were first read.
     *
     * @param offset how many to pass over
     * @param limit how many at most
     */
    public Slice<Member> find(OrganizationId organization, Condition<MemberField> condition, long offset, int limit) {
        return members.find(organization, condition, offset, limit);
    }

    /** The open ids of some who are there, at most so many. */
    public List<String> someActive(OrganizationId organization, int limit) {
        return members.someActive(organization, limit);
    }

    /** The member of this open id; the one who is there, where somebody left had the same. */
    public Optional<Member> findByOpenId(OrganizationId organization, String openId) {
        return members.findByOpenId(organization, openId);
    }
}
