package pro.jit.orgsync.directory;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What somebody may begin to type to find a member: their names from each character or word on, the same in pinyin and as its initials, their
 * mail address, their employee number. A text finds whoever has a key that begins with it, case and spaces aside.
 */
final class SearchKeys {
    /** Names longer than so many characters or words are found by these. */
    private static final int UNITS = 32;

    private static final int LONGEST = 200;

    /** What people write in a name or leave out. */
    private static final String SEPARATORS = "'\u2018\u2019`\u00b7\u2022\u30fb-\u2010\u2011\u2013";

    private SearchKeys() {}

    /** The keys of a member. */
    static Set<String> of(
            @Nullable String name, @Nullable String enName, @Nullable String email, @Nullable String employeeNo) {
        var keys = new LinkedHashSet<String>();
        var units = units(name);
        addFromEachOn(keys, units);
        for (var reading : Pinyin.of(units)) {
            addFromEachOn(keys, reading);
            addFromEachOn(keys, reading.stream().map(SearchKeys::initial).toList());
        }
        addFromEachOn(keys, units(enName));
        keys.add(whole(email));
        keys.add(whole(employeeNo));
        keys.add(cut(String.join("", units(employeeNo))));
        keys.remove("");
        return keys;
    }

    /** The beginnings a text asks for: as it is written, and without what separates names. None if it is nothing but spaces. */
    static Set<String> wanted(String text) {
        var wanted = new LinkedHashSet<>(List.of(whole(text), String.join("", units(text))));
        wanted.remove("");
        return wanted;
    }

    private static void addFromEachOn(Set<String> keys, List<String> units) {
        for (var first = 0; first < Math.min(UNITS, units.size()); first++) {
            keys.add(cut(String.join("", units.subList(first, units.size()))));
        }
    }

    private static String whole(@Nullable String text) {
        var whole = new StringBuilder();
        folded(text).codePoints().filter(c -> !isSpace(c)).forEach(whole::appendCodePoint);
        return cut(whole.toString());
    }

    /** Characters of scripts that write no spaces, and of none, each alone; everything else in words. */
    private static List<String> units(@Nullable String text) {
        var units = new ArrayList<String>();
        var word = new StringBuilder();
        Stream.of(folded(text)).flatMapToInt(String::codePoints).forEach(c -> {
            var separates = isSpace(c) || SEPARATORS.indexOf(c) >= 0;
            var alone = !separates && !isOfAWord(c);
            if ((separates || alone) && !word.isEmpty()) {
                units.add(word.toString());
                word.setLength(0);
            }
            if (alone) {
                units.add(Character.toString(c));
            } else if (!separates) {
                word.appendCodePoint(c);
            }
        });
        if (!word.isEmpty()) {
            units.add(word.toString());
        }
        return units;
    }

    private static boolean isOfAWord(int c) {
        return switch (Character.UnicodeScript.of(c)) {
            case HAN, HIRAGANA, KATAKANA, HANGUL, BOPOMOFO -> false;
            default -> Character.isLetterOrDigit(c) || Character.getType(c) == Character.NON_SPACING_MARK;
        };
    }

    private static boolean isSpace(int c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c);
    }

    private static String folded(@Nullable String text) {
        return text == null
                ? ""
                : Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    }

    private static String initial(String unit) {
        return unit.substring(0, unit.offsetByCodePoints(0, 1));
    }

    private static String cut(String key) {
        return key.codePointCount(0, key.length()) <= LONGEST
                ? key
                : key.substring(0, key.offsetByCodePoints(0, LONGEST));
    }
}
