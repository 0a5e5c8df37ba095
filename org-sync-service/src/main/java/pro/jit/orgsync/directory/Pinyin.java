package pro.jit.orgsync.directory;

import com.ibm.icu.text.Transliterator;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How Chinese names are read, by Unicode's transliteration rules (CLDR, ICU): the usual reading, and where it differs the one of surnames. */
final class Pinyin {
    private static final int LONGEST_SURNAME = 2;
    private static final char U_WITH_DOTS = 'ü';

    /** The usual reading of each character that has been met; there are not more than characters. */
    private static final Map<String, String> READINGS = new ConcurrentHashMap<>();

    /** How the first characters of a name are read as a surname; a company has fewer of them than people. */
    private static final Map<String, List<String>> SURNAME_READINGS = new ConcurrentHashMap<>();

    private static final int MOST_SURNAMES = 20_000;

    private Pinyin() {}

    /** The rules take seconds to load and some megabytes to keep, which is spared where nobody is called anything Chinese. */
    private static final class Rules {
        static final Transliterator USUAL = Transliterator.getInstance("Han-Latin");
        static final Transliterator SURNAMES = Transliterator.getInstance("Han-Latin/Names");
    }

    /**
     * The readings of a name without tones, one syllable for each character. {@code ü} is told as {@code v} and as {@code u}, as people type it.
     *
     * @param units characters of a name, and whole words in other scripts, which stay as they are
     */
    static Set<List<String>> of(List<String> units) {
        if (units.stream().noneMatch(Pinyin::isChinese)) {
            return Set.of();
        }
        var usual = units.stream().map(Pinyin::usual).toList();
        return Stream.of(usual, asSurname(units, usual))
                .flatMap(reading -> Stream.of("v", "u").map(letter -> spelled(reading, letter)))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static List<String> asSurname(List<String> units, List<String> usual) {
        var surname = String.join(
                "",
                units.stream()
                        .limit(LONGEST_SURNAME)
                        .takeWhile(Pinyin::isChinese)
                        .toList());
        var reading = new ArrayList<>(usual);
        var syllables = surnameReading(surname);
        for (var i = 0; i < Math.min(syllables.size(), usual.size()); i++) {
            if (!syllables.get(i).isEmpty()) {
                reading.set(i, syllables.get(i));
            }
        }
        return reading;
    }

    private static List<String> surnameReading(String surname) {
        if (SURNAME_READINGS.size() >= MOST_SURNAMES) {
            SURNAME_READINGS.clear();
        }
        return SURNAME_READINGS.computeIfAbsent(surname, characters -> Stream.of(
                        Rules.SURNAMES.transliterate(characters).split(" ", -1))
                .map(Pinyin::withoutTones)
                .toList());
    }

    private static String usual(String unit) {
        return isChinese(unit)
                ? READINGS.computeIfAbsent(unit, character -> withoutTones(Rules.USUAL.transliterate(character)))
                : unit;
    }

    private static List<String> spelled(List<String> reading, String letter) {
        return reading.stream()
                .map(syllable -> syllable.replace(String.valueOf(U_WITH_DOTS), letter))
                .toList();
    }

    private static String withoutTones(String syllable) {
        var plain = new StringBuilder();
        Normalizer.normalize(syllable, Normalizer.Form.NFD).codePoints().forEach(c -> {
            if (c == 0x308 && !plain.isEmpty() && plain.charAt(plain.length() - 1) == 'u') {
                plain.setCharAt(plain.length() - 1, U_WITH_DOTS);
            } else if (Character.getType(c) != Character.NON_SPACING_MARK) {
                plain.appendCodePoint(c);
            }
        });
        return plain.toString().strip();
    }

    private static boolean isChinese(String unit) {
        return Character.UnicodeScript.of(unit.codePointAt(0)) == Character.UnicodeScript.HAN;
    }
}
