package pro.jit.permission.grant;

import com.fasterxml.uuid.NoArgGenerator;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import pro.jit.permission.Wire;
import pro.jit.permission.directory.ApplicationId;
import pro.jit.permission.problem.FieldError;
import pro.jit.permission.problem.ProblemException;

/** Grants to be removed and made together, as asked for: up to 1 000. */
public record Batch(
        @Nullable List<@Nullable NewGrant> create, @Nullable List<@Nullable String> delete) {
    private static final int LARGEST = 1_000;

    /**
     * The same understood.
     *
     * @throws ProblemException that names all that is wrong
     */
    GrantChanges check(ApplicationId application, NoArgGenerator ids, boolean leaveWithoutAdministrator) {
        List<@Nullable NewGrant> wanted = create == null ? List.of() : create;
        List<@Nullable String> unwanted = delete == null ? List.of() : delete;
        if (wanted.size() + unwanted.size() > LARGEST) {
            throw ProblemException.invalid("create", "and delete hold more than " + LARGEST + " together");
        }
        var errors = new ArrayList<FieldError>();
        var paths = new ArrayList<String>();
        var toCreate = toCreate(wanted, application, ids, paths, errors);
        var toDelete = toDelete(unwanted, errors);
        if (!errors.isEmpty()) {
            throw ProblemException.invalid(errors);
        }
        return GrantChanges.of(toCreate, paths, toDelete, leaveWithoutAdministrator);
    }

    private static List<Grant> toCreate(
            List<@Nullable NewGrant> wanted,
            ApplicationId application,
            NoArgGenerator ids,
            List<String> paths,
            List<FieldError> errors) {
        var grants = new ArrayList<Grant>();
        for (int i = 0; i < wanted.size(); i++) {
            var path = "create." + i + ".";
            var grant = wanted.get(i);
            paths.add(path);
            if (grant == null) {
                errors.add(new FieldError("create." + i, "is missing"));
            } else {
                grant.check(application, ids.generate(), path, errors).ifPresent(grants::add);
            }
        }
        return grants;
    }

    private static List<UUID> toDelete(List<@Nullable String> unwanted, List<FieldError> errors) {
        var ids = new LinkedHashSet<UUID>();
        for (int i = 0; i < unwanted.size(); i++) {
            var text = unwanted.get(i);
            var id = text == null ? Optional.<UUID>empty() : Wire.uuid(text);
            id.ifPresent(ids::add);
            if (id.isEmpty()) {
                errors.add(new FieldError("delete." + i, "is not a UUID"));
            }
        }
        return List.copyOf(ids);
    }
}
