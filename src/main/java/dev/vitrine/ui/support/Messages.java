package dev.vitrine.ui.support;

import dev.vitrine.text.DisplayText;
import java.text.ChoiceFormat;
import java.text.Format;
import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.Locale.Category;
import java.util.ResourceBundle;
import java.util.stream.IntStream;

/// Every text that people read, from `messages.properties` and its translations. Keys are feature.thing.part; texts are
/// whole sentences with placeholders.
public final class Messages {
    /// A sentence of a failure fits.
    private static final int LONGEST_ARGUMENT = 1500;

    /// What stands in quotation marks is a name: a menu or a button with it still fits on the screen.
    private static final int LONGEST_NAME = 80;

    private static volatile ResourceBundle bundle = bundle(Locale.getDefault(Category.DISPLAY));

    private Messages() {}

    /// @param arguments for the placeholders, in [MessageFormat]'s syntax (numbers are grouped, `{0,choice,…}` for
    ///   plurals)
    public static String text(String key, Object... arguments) {
        String pattern = bundle.getString(key);
        return arguments.length == 0
                ? pattern.replace("''", "'")
                : format(pattern)
                        .format(IntStream.range(0, arguments.length)
                                .mapToObj(i -> arguments[i] instanceof String text
                                        ? shown(text, isName(key, pattern, i))
                                        : arguments[i])
                                .toArray());
    }

    /// A choice that begins at one would say “1 image” of none.
    private static MessageFormat format(String pattern) {
        var format = new MessageFormat(pattern, Locale.getDefault(Category.FORMAT));
        Format[] parts = format.getFormats();
        for (int i = 0; i < parts.length; i++) {
            if (parts[i] instanceof ChoiceFormat choice && saysOneOfNone(choice)) {
                double[] limits = choice.getLimits();
                Object[] texts = choice.getFormats();
                format.setFormat(i, new ChoiceFormat(new double[] {0, limits[0], limits[1]}, new String[] {
                    (String) texts[1], (String) texts[0], (String) texts[1]
                }));
            }
        }
        return format;
    }

    private static boolean saysOneOfNone(ChoiceFormat choice) {
        return choice.getLimits().length == 2
                && choice.getLimits()[0] == 1
                && ((String) choice.getFormats()[0]).startsWith("1 ");
    }

    /// Titles and names are others' text, of any length and with any character.
    private static String shown(String text, boolean isName) {
        if (isName) {
            return DisplayText.shortened(text, LONGEST_NAME);
        }
        return text.length() > LONGEST_ARGUMENT ? DisplayText.shortened(text, LONGEST_ARGUMENT) : text;
    }

    /// In sentences of the service paths are quoted too, which a person has to find.
    private static boolean isName(String key, String pattern, int argument) {
        int at = pattern.indexOf("{" + argument + "}");
        return !key.startsWith("sentence.") && at > 0 && "“„".indexOf(pattern.charAt(at - 1)) >= 0;
    }

    static boolean isEnglish() {
        return bundle.getLocale().getLanguage().isEmpty();
    }

    static String english(String key) {
        return bundle(Locale.ROOT).getString(key);
    }

    /// @return in the order of the alphabet
    static List<String> englishKeys(String prefix) {
        return bundle(Locale.ROOT).keySet().stream()
                .filter(key -> key.startsWith(prefix))
                .sorted()
                .toList();
    }

    /// The language of all texts asked for from now on.
    static void in(Locale locale) {
        bundle = bundle(locale);
    }

    /// English stands in the file without a language, so it must not fall back to the language of the system.
    private static ResourceBundle bundle(Locale locale) {
        return ResourceBundle.getBundle(
                "dev.vitrine.ui.messages",
                locale,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }
}
