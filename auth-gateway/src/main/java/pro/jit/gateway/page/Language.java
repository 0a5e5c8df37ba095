package pro.jit.gateway.page;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpServerRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Locale.LanguageRange;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A language our pages speak. */
public enum Language {
    ZH("zh-CN"),
    EN("en");

    private final String tag;

    Language(String tag) {
        this.tag = tag;
    }

    /** For the {@code lang} attribute. */
    public String tag() {
        return tag;
    }

    /** {@code zh} or {@code en}, as in {@code ?lang=}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Keeps what the visitor chose. */
    public static final String COOKIE = "jit_lang";

    /** As {@code ?lang=} says, else the cookie of an earlier choice, else {@code Accept-Language}. */
    public static Language of(HttpServerRequest request) {
        var chosen = Stream.of(asked(request), cookie(request, "__Secure-" + COOKIE), cookie(request, COOKIE))
                .flatMap(Optional::stream)
                .filter(Language::isSpoken)
                .findFirst();
        return of(chosen.orElse(null), request.getHeader("Accept-Language"));
    }

    /** Whether this is the code of a language our pages speak. */
    public static boolean isSpoken(String code) {
        return Arrays.stream(values()).anyMatch(language -> language.code().equals(code));
    }

    /** Empty also where the query cannot be decoded: who passes such a one on, or refuses it, has to speak all the same. */
    private static Optional<String> asked(HttpServerRequest request) {
        try {
            return Optional.ofNullable(request.getParam("lang"));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> cookie(HttpServerRequest request, String name) {
        return Optional.ofNullable(request.getCookie(name)).map(Cookie::getValue);
    }

    /**
     * What the visitor chose, else the first of theirs that we speak, else English.
     *
     * @param chosen {@code ?lang=}
     * @param acceptLanguage the header as it came
     */
    public static Language of(@Nullable String chosen, @Nullable String acceptLanguage) {
        for (var language : values()) {
            if (language.code().equals(chosen)) {
                return language;
            }
        }
        for (var range : ranges(acceptLanguage)) {
            var primary = range.getRange().split("-", 2)[0];
            for (var language : values()) {
                if (language.code().equals(primary) && range.getWeight() > 0) {
                    return language;
                }
            }
        }
        return EN;
    }

    private static List<LanguageRange> ranges(@Nullable String acceptLanguage) {
        if (acceptLanguage == null || acceptLanguage.length() > 500) {
            return List.of();
        }
        try {
            return LanguageRange.parse(acceptLanguage);
        } catch (IllegalArgumentException e) {
            return List.of();
        }
    }
}
