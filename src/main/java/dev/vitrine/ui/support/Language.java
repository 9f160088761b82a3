package dev.vitrine.ui.support;

import java.util.Locale;
import java.util.Locale.Category;
import javafx.beans.property.StringProperty;

/// The language of texts, numbers and dates, as the system has it or as chosen.
///
/// A chosen language keeps the region of the system: English in Germany still writes `24 Nov 2026` and `1.204,5`. A
/// system in a language that there are no texts for is met in English.
public enum Language {
    SYSTEM(""),
    ENGLISH("en"),
    GERMAN("de");

    private static final Locale SYSTEM_TEXTS = Locale.getDefault(Category.DISPLAY);
    private static final Locale SYSTEM_FORMATS = Locale.getDefault(Category.FORMAT);

    private final String code;

    Language(String code) {
        this.code = code;
    }

    /// The name of the one that is chosen.
    public static StringProperty choice(Settings settings) {
        return settings.word("window.language", SYSTEM);
    }

    /// What is kept in settings may be from another version of the program.
    public static Language of(String name) {
        for (Language language : values()) {
            if (language.name().equals(name)) {
                return language;
            }
        }
        return SYSTEM;
    }

    /// From now on texts and formats, JavaFX's own included, are in this language; what is on the screen already
    /// stays as it is.
    public void speak() {
        String spoken = this == SYSTEM ? known(SYSTEM_TEXTS.getLanguage()) : code;
        Locale formats = in(spoken, SYSTEM_FORMATS);
        Locale.setDefault(in(spoken, SYSTEM_TEXTS));
        Locale.setDefault(Category.FORMAT, formats);
        Messages.in(Locale.getDefault(Category.DISPLAY));
    }

    /// That of the texts that are asked for now.
    public static Locale spoken() {
        return Locale.getDefault(Category.DISPLAY);
    }

    private static String known(String language) {
        return language.equals(GERMAN.code) ? language : ENGLISH.code;
    }

    private static Locale in(String language, Locale system) {
        return system.getLanguage().equals(language) ? system : Locale.of(language, system.getCountry());
    }
}
