package dev.vitrine.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// A number as it is typed, no smaller than makes sense.
abstract class TypedNumber implements ITypeConverter<Integer> {
    private final int min;

    private TypedNumber(int min) {
        this.min = min;
    }

    static final class AtLeastOne extends TypedNumber {
        AtLeastOne() {
            super(1);
        }
    }

    static final class NotNegative extends TypedNumber {
        NotNegative() {
            super(0);
        }
    }

    @Override
    public Integer convert(String typed) {
        try {
            int number = Integer.parseInt(typed);
            if (number >= min) {
                return number;
            }
        } catch (NumberFormatException _) {
            // Told as one that is too small.
        }
        throw new TypeConversionException(CommandTexts.of("number.least", typed, min, Integer.MAX_VALUE));
    }
}
