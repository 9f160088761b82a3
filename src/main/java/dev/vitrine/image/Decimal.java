package dev.vitrine.image;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.regex.Pattern;

/// A number above 0 with a fraction, to four digits: `0.004`, `1.8`, `85`. What cameras write as fractions of their own
/// comes out the same from all of them, and so does what people type: 1/60 is `0.01667`.
public record Decimal(BigDecimal value) implements Comparable<Decimal> {
    private static final MathContext DIGITS = new MathContext(4, RoundingMode.HALF_UP);
    /// No more letters than a number needs: what stands in a row may be endless, or 1e999999999.
    private static final Pattern FORM = Pattern.compile("\\d{1,12}([.,]\\d{1,24})?(/\\d{1,12})?");
    private static final BigDecimal LONGEST_FRACTION = new BigDecimal("0.3");

    /// @throws IllegalArgumentException when it is not above 0
    public Decimal {
        if (value.signum() <= 0) {
            throw new IllegalArgumentException(value + " is not above 0");
        }
        value = value.round(DIGITS).stripTrailingZeros();
        if (value.scale() < 0) {
            value = value.setScale(0);
        }
    }

    /// Empty for what is no number above 0: not finite, or too large or small to be one of a camera.
    public static Optional<Decimal> of(double number) {
        return number > 1e-9 && number < 1e9 ? Optional.of(new Decimal(BigDecimal.valueOf(number))) : Optional.empty();
    }

    /// Reads `0.004`, `0,004` and `1/250`.
    public static Optional<Decimal> parse(String text) {
        String typed = text.strip();
        if (!FORM.matcher(typed).matches()) {
            return Optional.empty();
        }
        String[] parts = typed.replace(',', '.').split("/");
        double divisor = parts.length == 1 ? 1 : Double.parseDouble(parts[1]);
        return of(Double.parseDouble(parts[0]) / divisor);
    }

    /// What x is in 1/x, as shutters are marked; 0 for what is written out.
    public long inverse() {
        return value.compareTo(LONGEST_FRACTION) >= 0
                ? 0
                : BigDecimal.ONE.divide(value, 0, RoundingMode.HALF_UP).longValue();
    }

    @Override
    public int compareTo(Decimal other) {
        return value.compareTo(other.value);
    }

    /// Never with an exponent.
    @Override
    public String toString() {
        return value.toPlainString();
    }
}
