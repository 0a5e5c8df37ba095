package pro.jit.orgsync.scim;

/** The schemas whose attributes are told. */
final class ScimSchema {
    static final String USER = "urn:ietf:params:scim:schemas:core:2.0:User";
    static final String GROUP = "urn:ietf:params:scim:schemas:core:2.0:Group";
    static final String ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

    /** Ours: by what Feishu knows a person, and the status in its own word. */
    static final String FEISHU = "urn:jit:params:scim:schemas:extension:feishu:2.0:User";

    static final String LIST = "urn:ietf:params:scim:api:messages:2.0:ListResponse";

    private ScimSchema() {}
}
