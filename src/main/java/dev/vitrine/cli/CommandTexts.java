package dev.vitrine.cli;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/// The words of the command line, from `commands.properties`. They are English like the reasons that the library gives,
/// so that no sentence mixes languages.
final class CommandTexts {
    static final ResourceBundle BUNDLE = ResourceBundle.getBundle("dev.vitrine.cli.commands", Locale.ROOT);

    private CommandTexts() {}

    /// @param arguments for the placeholders, in [MessageFormat]'s syntax
    static String of(String key, Object... arguments) {
        return new MessageFormat(BUNDLE.getString(key), Locale.ROOT).format(arguments);
    }

    /// As JSON and keys have it.
    static String name(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    /// Up to the next cent.
    static String dollars(BigDecimal amount) {
        return amount.setScale(2, RoundingMode.UP).toPlainString();
    }
}
