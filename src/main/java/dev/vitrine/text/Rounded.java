package dev.vitrine.text;

import java.util.Locale;

/// Numbers as short as they still tell something: one decimal place below ten, none above.
public final class Rounded {
    private Rounded() {}

    public static String text(double number, Locale locale) {
        return String.format(locale, number < 9.95 ? "%.1f" : "%.0f", number);
    }
}
