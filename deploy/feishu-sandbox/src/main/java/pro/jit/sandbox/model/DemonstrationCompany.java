package pro.jit.sandbox.model;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The company each brand starts with, read from the texts beside this class. At Feishu that is 星桥教育 Starbridge Education, some sixty
 * people in a dozen departments; at Lark its small sister abroad. Every start gives the same people with the same ids.
 */
public final class DemonstrationCompany {
    /** The tenant key of the company at Feishu. */
    public static final String TENANT_KEY = "1a2b3c4d5e6f7a8b";

    private static final String LARK_TENANT_KEY = "8f7e6d5c4b3a2910";

    private DemonstrationCompany() {}

    /** A fresh copy of the one at Feishu. */
    public static Company found() {
        return found(Brand.FEISHU);
    }

    /** A fresh copy. */
    public static Company found(Brand brand) {
        return switch (brand) {
            case FEISHU -> found("星桥教育 Starbridge Education", TENANT_KEY, "");
            case LARK -> found("Starbridge International", LARK_TENANT_KEY, "lark-");
        };
    }

    private static Company found(String name, String tenantKey, String prefix) {
        var company = new Company(name, tenantKey);
        for (var line : lines(prefix + "departments.txt")) {
            company.open(line[0], line[2], line[3], line[1]);
        }
        for (var line : lines(prefix + "people.txt")) {
            company.hire(line[0], person(line));
        }
        for (var line : lines(prefix + "departments.txt")) {
            if (!line[4].isEmpty()) {
                company.appoint(line[0], line[4]);
            }
        }
        return company;
    }

    // key | name | English name | departments, primary first | job title | reports to | state, if not active
    private static PersonChange person(String[] line) {
        return new PersonChange(
                line[1],
                line[2],
                null,
                null,
                null,
                null,
                null,
                null,
                line[4],
                null,
                orNull(line[5]),
                List.of(line[3].split(" ", -1)),
                line[6].isEmpty() ? null : PersonStatus.valueOf(line[6].toUpperCase(Locale.ROOT)));
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }

    private static List<String[]> lines(String resource) {
        try (InputStream stream = DemonstrationCompany.class.getResourceAsStream(resource)) {
            if (stream == null) {
                throw new IllegalStateException(resource + " is missing from the sandbox's jar");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.trim().split("\\s*\\|\\s*", -1))
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException(resource + " cannot be read", e);
        }
    }
}
