package dev.vitrine.ui.support;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/// Every text that people read, from `messages.properties`. Keys are feature.thing.part; texts are whole sentences with placeholders.
public final class Messages {
    private static final ResourceBundle BUNDLE = ResourceBundle.getBundle("dev.vitrine.ui.messages");

    private Messages() {
    }

    /// @param arguments for the placeholders, in [MessageFormat]'s syntax (numbers are grouped, `{0,choice,…}` for plurals)
    public static String text(String key, Object... arguments) {
        String pattern = BUNDLE.getString(key);
        return arguments.length == 0 ? pattern.replace("''", "'") : new MessageFormat(pattern, Locale.getDefault()).format(arguments);
    }
}
