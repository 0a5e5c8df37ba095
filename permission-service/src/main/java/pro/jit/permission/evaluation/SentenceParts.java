package pro.jit.permission.evaluation;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import pro.jit.permission.evaluation.Explanation.Sentence;
import pro.jit.permission.facts.AccessFacts.KnownDepartment;
import pro.jit.permission.grant.Grant;
import pro.jit.permission.grant.Principal;

/** What sentences about a decision are put together from, in both languages. */
final class SentenceParts {
    /** More ways than these are counted. */
    private static final int WAYS = 3;

    private static final int LONGEST_NAME = 80;
    private static final DateTimeFormatter MINUTES = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT);
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

    private final ZoneId zone;

    SentenceParts(ZoneId zone) {
        this.zone = zone;
    }

    /** How near a grant is: in person, then by the number of departments, then to everyone. */
    static int distance(SpeakingGrant speaking) {
        return switch (speaking.grant().principal()) {
            case Principal.OneMember member -> 0;
            case Principal.OneDepartment department -> speaking.path().size();
            case Principal.Everyone everyone -> Integer.MAX_VALUE;
        };
    }

    /** A name of a person, or what stands for one Feishu does not tell. */
    Sentence name(String name) {
        var clean = clean(name);
        return clean.isEmpty() ? new Sentence("该成员", "This member") : new Sentence(clean, clean);
    }

    /** By what a grant lets in; with its role where there are several. */
    Sentence allowed(SpeakingGrant speaking, boolean withRole) {
        var grant = speaking.grant();
        var whom = whom(speaking);
        return new Sentence(
                whom.zh()
                        + (withRole ? "获得角色" + grant.role() : "获得授权")
                        + path(speaking, "（", "）", "→")
                        + untilZh(grant),
                (withRole ? grant.role() + " " : "") + "granted " + whom.en() + path(speaking, " (", ")", " → ")
                        + untilEn(grant));
    }

    /** By what a grant keeps out. */
    Sentence denied(SpeakingGrant speaking) {
        var whom = whom(speaking);
        return new Sentence(
                whom.zh() + "被禁止进入" + path(speaking, "（", "）", "→") + untilZh(speaking.grant()),
                "denied " + whom.en() + path(speaking, " (", ")", " → ") + untilEn(speaking.grant()));
    }

    /** The first few, and how many more there are. */
    Sentence list(List<Sentence> ways) {
        var few = ways.subList(0, Math.min(WAYS, ways.size()));
        var more = ways.size() - few.size();
        return new Sentence(
                few.stream().map(Sentence::zh).collect(Collectors.joining("；")) + (more == 0 ? "" : "；另有" + more + "项"),
                few.stream().map(Sentence::en).collect(Collectors.joining("; "))
                        + (more == 0 ? "" : "; and " + more + " more"));
    }

    /** A time with its offset from UTC. */
    Sentence time(Instant instant) {
        var local = instant.atZone(zone);
        var offset = local.getOffset().equals(ZoneOffset.UTC)
                ? "UTC"
                : "UTC" + local.getOffset().getId();
        var text = (local.getSecond() == 0 ? MINUTES : SECONDS).format(local);
        return new Sentence(text + "（" + offset + "）", text + " (" + offset + ")");
    }

    private String untilZh(Grant grant) {
        var until = grant.validUntil();
        return until == null ? "" : "，有效期至" + time(until).zh();
    }

    private String untilEn(Grant grant) {
        var until = grant.validUntil();
        return until == null ? "" : " until " + time(until).en();
    }

    private static Sentence whom(SpeakingGrant speaking) {
        return switch (speaking.grant().principal()) {
            case Principal.OneMember member -> new Sentence("本人", "in person");
            case Principal.Everyone everyone -> new Sentence("全体成员", "to everyone");
            case Principal.OneDepartment department -> {
                var name = quoted(speaking.path().getLast());
                yield new Sentence("部门" + name, "to the department " + name);
            }
        };
    }

    private static String path(SpeakingGrant speaking, String open, String close, String arrow) {
        return speaking.path().size() < 2
                ? ""
                : speaking.path().stream().map(SentenceParts::quoted).collect(Collectors.joining(arrow, open, close));
    }

    private static String quoted(KnownDepartment department) {
        var name = clean(department.name());
        return "“" + (name.isEmpty() ? department.departmentId().toString() : name) + "”";
    }

    /**
     * A name that cannot end its quotes or its line, turn the text around, or crowd the rest out: double quotes become single ones, controls and
     * invisible marks of direction go, spaces are one. Everything else, {@code <script>} included, is text and stays.
     */
    private static String clean(String name) {
        var text = new StringBuilder();
        name.codePoints()
                .map(point -> Character.isWhitespace(point) || Character.getType(point) == Character.SPACE_SEPARATOR
                        ? ' '
                        : point)
                .filter(point -> !Character.isISOControl(point)
                        && Character.getType(point) != Character.FORMAT
                        && Character.getType(point) != Character.SURROGATE
                        && Character.getType(point) != Character.LINE_SEPARATOR
                        && Character.getType(point) != Character.PARAGRAPH_SEPARATOR)
                .map(point -> switch (point) {
                    case '“' -> '‘';
                    case '”' -> '’';
                    case '"' -> '\'';
                    default -> point;
                })
                .limit(LONGEST_NAME + 1L)
                .forEach(text::appendCodePoint);
        var clean = text.toString().replaceAll(" +", " ").strip();
        return clean.codePointCount(0, clean.length()) <= LONGEST_NAME
                ? clean
                : clean.substring(0, clean.offsetByCodePoints(0, LONGEST_NAME - 1)) + "…";
    }
}
