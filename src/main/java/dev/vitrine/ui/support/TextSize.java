package dev.vitrine.ui.support;

import java.util.List;
import java.util.regex.Pattern;
import javafx.beans.property.DoubleProperty;

/// How large text is, from 100 to 200 percent: fonts, icons and whatever has to grow with them. Gaps and borders stay.
///
/// Style sheets are written for 100 percent and enlarged here, so that a feature's sheet need not know of this; a size
/// set in code asks [#of]. A change is seen by what is made or dressed after it.
public final class TextSize {
    static final double USUAL = 100;

    /// What can be chosen, in percent.
    public static final List<Number> CHOICES = List.of(100.0, 115.0, 130.0, 150.0, 175.0, 200.0);

    private static final Pattern GROWING =
            Pattern.compile("(-fx-(?:font-size|icon-size|(?:min|pref|max)-(?:width|height))\\s*:\\s*)([0-9.]+)px");

    private static final double LARGEST_ICON = 24;

    private static volatile double factor = 1;

    private TextSize() {}

    /// In percent.
    public static DoubleProperty choice(Settings settings) {
        return settings.number("window.textSize", USUAL);
    }

    /// What is kept in settings may have been written by hand.
    static void set(double percent) {
        factor = Double.isNaN(percent) ? 1 : Math.clamp(percent, 100, 200) / 100;
    }

    /// A length that is right for text at 100 percent, at the size that holds now.
    public static double of(double pixels) {
        return Math.round(pixels * factor);
    }

    /// Whether there is no room for many words beside one another.
    public static boolean isLarge() {
        return factor > 1.3;
    }

    static boolean isUsual() {
        return factor == 1;
    }

    /// The sheet with everything that text needs enlarged; icons that only decorate an empty page are large enough.
    static String enlarged(String sheet) {
        return GROWING.matcher(sheet).replaceAll(length -> {
            double pixels = Double.parseDouble(length.group(2));
            boolean decorates = length.group(1).startsWith("-fx-icon-size") && pixels > LARGEST_ICON;
            return length.group(1) + (decorates ? pixels : of(pixels)) + "px";
        });
    }
}
