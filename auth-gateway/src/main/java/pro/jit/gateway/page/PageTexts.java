package pro.jit.gateway.page;

import java.util.Locale;
import java.util.ResourceBundle;
import java.util.ResourceBundle.Control;

/** The words of our pages in one language, by key. A template asks {@code texts.get('login.title')}. */
public final class PageTexts {
    private static final PageTexts ZH = new PageTexts(Language.ZH);
    private static final PageTexts EN = new PageTexts(Language.EN);

    private final Language language;
    private final ResourceBundle bundle;

    private PageTexts(Language language) {
        this.language = language;
        this.bundle = ResourceBundle.getBundle(
                "texts.pages",
                Locale.of(language.code()),
                PageTexts.class.getClassLoader(),
                Control.getNoFallbackControl(Control.FORMAT_PROPERTIES));
    }

    /** The texts in this language. */
    public static PageTexts in(Language language) {
        return switch (language) {
            case ZH -> ZH;
            case EN -> EN;
        };
    }

    /** The language these are in. */
    public Language language() {
        return language;
    }

    /** The text of {@code key}, which speaks of a platform. A template asks {@code texts.get('login.scan', page.platform)}. */
    public String get(String key, String platformKey) {
        return get(key).replace("{platform}", get(platformKey));
    }

    /** The text of {@code key} with a value put in the place of <code>{name}</code>. */
    public String filled(String key, String name, String value) {
        return get(key).replace("{" + name + "}", value);
    }

    /** The text of {@code key}; a missing one is a bug, found by a test that compares the languages. */
    public String get(String key) {
        return bundle.getString(key);
    }
}
