package pro.jit.orgsync.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is found by what is typed. */
class SearchKeysTest {
    @ParameterizedTest
    @CsvSource({
        "张伟, 张伟",
        "张伟, 张",
        "张伟, 伟",
        "张伟, zhangwei",
        "张伟, zhang wei",
        "张伟, ZhangWei",
        "张伟, zhang'wei",
        "张伟, zhangw",
        "张伟, wei",
        "张伟, zw",
        "张伟, ZW",
        "張偉, zhangwei",
        "欧阳娜娜, ouyangnana",
        "欧阳娜娜, oynn",
        "单田芳, shantianfang",
        "单田芳, dantianfang",
        "单田芳, stf",
        "曾国藩, zengguofan",
        "曾国藩, ceng",
        "解晓东, xiexiaodong",
        "解晓东, jie",
        "万俟卨, moqi",
        "尉迟恭, yuchi",
        "吕布, lvbu",
        "吕布, lubu",
        "𠮷田, 田",
        "王Lucy, wanglucy",
        "王Lucy, lucy",
        "王Lucy, wl",
        "顾问 · 石川, 石川",
        "顾问 · 石川, 顾问石川",
        "顾问 · 石川, guwen shichuan",
        "Liam O'Brien, o'brien",
        "Liam O'Brien, obrien",
        "Liam O'Brien, brien",
        "Ｗａｎｇ Wei, wang",
        "José, josé",
        "田中さくら, さくら",
        "🎈 气球, 🎈",
        "50% off_now, 50%",
        "50% off_now, _",
    })
    void somebodyIsFoundByTheirName(String name, String typed) {
        assertThat(finds(SearchKeys.of(name, null, null, null), typed)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "张伟, hangwei",
        "张伟, w z",
        "张伟, 张%",
        "张伟, %",
        "张伟, _",
        "张伟, 张_",
        "张伟, \\",
        "张伟, zhang1",
        "Liam O'Brien, iam",
    })
    void nobodyIsFoundByWhatTheirNameDoesNotHave(String name, String typed) {
        assertThat(finds(SearchKeys.of(name, null, null, null), typed)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Wei.Zhang@mail.example", "wei.z", "WEI", "w"})
    void somebodyIsFoundByTheBeginningOfTheirMailAddress(String typed) {
        assertThat(finds(SearchKeys.of(null, null, "wei.zhang@mail.example", null), typed))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"EMP-0042", "emp-00", "emp0042"})
    void somebodyIsFoundByTheirEmployeeNumber(String typed) {
        assertThat(finds(SearchKeys.of(null, null, null, "EMP-0042"), typed)).isTrue();
    }

    @Test
    void somebodyIsFoundByTheirEnglishName() {
        assertThat(finds(SearchKeys.of("张伟", "David Zhang", null, null), "zhang"))
                .isTrue();
        assertThat(finds(SearchKeys.of("张伟", "David Zhang", null, null), "david z"))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "\u00a0", "\u3000\t"})
    void spacesAskForNothing(String typed) {
        assertThat(SearchKeys.wanted(typed)).isEmpty();
    }

    @Test
    void anEmptyNameHasNoKeys() {
        assertThat(SearchKeys.of("", "", "", "")).isEmpty();
        assertThat(SearchKeys.of(null, null, null, null)).isEmpty();
    }

    @Test
    void theLongestNameHasFewKeysAndNoneIsTooLong() {
        var keys = SearchKeys.of("𠮷张".repeat(500), "a ".repeat(500), "x".repeat(1000), "9".repeat(1000));

        assertThat(keys).hasSizeLessThan(300).allSatisfy(key -> assertThat(key.codePointCount(0, key.length()))
                .isBetween(1, 200));
        assertThat(keys).allSatisfy(key -> assertThat(key.codePoints()).noneMatch(c -> c >= 0xd800 && c < 0xe000));
    }

    private static boolean finds(Set<String> keys, String typed) {
        return SearchKeys.wanted(typed).stream()
                .anyMatch(beginning -> keys.stream().anyMatch(key -> key.startsWith(beginning)));
    }
}
