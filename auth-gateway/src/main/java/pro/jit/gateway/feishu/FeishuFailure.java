package pro.jit.gateway.feishu;

/** What a refusal of Feishu means for us. */
public enum FeishuFailure {
    /** The code is unknown, expired, used or of another app: the person signs in again. */
    CODE_REJECTED,
    /** The code is refused because we asked wrongly: the person signs in again, someone reads the log. */
    OUR_FAULT,
    /** App Secret wrong, app disabled or not installed: an administrator acts. */
    CREDENTIALS_REJECTED,
    /** The person is outside the app's availability. */
    OUTSIDE_AVAILABILITY,
    /** The person has left, is frozen or not registered. */
    MEMBER_INACTIVE,
    /** Down, slow, throttling or not understood: try later. */
    UNAVAILABLE
}
