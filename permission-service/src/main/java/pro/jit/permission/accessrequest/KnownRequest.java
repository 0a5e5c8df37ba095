package pro.jit.permission.accessrequest;

import org.jspecify.annotations.Nullable;

/** A request with what the directory says of the member now; null where it knows nobody of that id. */
record KnownRequest(
        AccessRequest request,
        @Nullable String memberName,
        @Nullable String picture) {}
