package dev.vitrine.service;

import static dev.vitrine.text.DisplayText.quoted;

import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageRecord;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A text with fields that each image fills in its own way: `{taken:yyyy-MM-dd} {name} {n:03}`. For titles and for file
/// names alike.
///
/// | field | what it becomes |
/// |---|---|
/// | `{name}` | name of the original file without extension, or the title where that is unknown |
/// | `{title}`, `{user}`, `{id}` | what the row says |
/// | `{taken}`, `{taken:yyyy-MM-dd}` | when it was taken, else uploaded; letters as in [DateTimeFormatter] |
/// | `{uploaded}`, `{uploaded:yyyy}` | when it was uploaded, in this machine's time |
/// | `{n}`, `{n:03}` | the number in the row of images, the latter with at least three digits |
///
/// A brace that is meant as such is doubled: `{{`, `}}`. Immutable; free of any toolkit.
public final class NamePattern {
    /// Under the image's own name.
    static final NamePattern NAME = parse("{name}");

    private static final int LONGEST = 200;
    private static final String USUAL_DATE = "yyyy-MM-dd";
    private static final LocalDateTime SAMPLE = LocalDateTime.of(2026, 11, 24, 13, 5, 9);

    private final String text;
    private final List<Part> parts;

    private NamePattern(String text, List<Part> parts) {
        this.text = text;
        this.parts = List.copyOf(parts);
    }

    private interface Part {
        String of(ImageRecord image, long number);
    }

    private record Number(int digits) implements Part {
        @Override
        public String of(ImageRecord image, long number) {
            String plain = Long.toString(number);
            return "0".repeat(Math.max(0, digits - plain.length())) + plain;
        }
    }

    /// @throws ImageException.Invalid with what is wrong and what would be right
    public static NamePattern parse(String text) {
        if (text.isBlank()) {
            throw new ImageException.Invalid("The pattern is empty. {name} keeps the names as they are.");
        }
        if (text.length() > LONGEST) {
            throw new ImageException.Invalid("The pattern is longer than " + LONGEST + " characters.");
        }
        var parts = new ArrayList<Part>();
        var literal = new StringBuilder();
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            boolean doubled = at + 1 < text.length() && text.charAt(at + 1) == c;
            if ((c == '{' || c == '}') && doubled) {
                literal.append(c);
                at++;
            } else if (c == '}') {
                throw new ImageException.Invalid(
                        "There is a “}” without “{” before it. Write }} for a brace that is part of the name.");
            } else if (c == '{') {
                int end = text.indexOf('}', at);
                if (end < 0) {
                    throw new ImageException.Invalid("The field " + quoted(text.substring(at))
                            + " has no “}”. Write {{ for a brace that is part of the name.");
                }
                parts.add(constant(literal.toString()));
                literal.setLength(0);
                parts.add(field(text.substring(at + 1, end)));
                at = end;
            } else {
                literal.append(c);
            }
        }
        parts.add(constant(literal.toString()));
        return new NamePattern(text, parts);
    }

    /// @param number what `{n}` stands for
    public String of(ImageRecord image, long number) {
        var filled = new StringBuilder();
        parts.forEach(part -> filled.append(part.of(image, number)));
        return filled.toString();
    }

    /// Whether each image gets another text by its number.
    public boolean isNumbered() {
        return parts.stream().anyMatch(Number.class::isInstance);
    }

    /// As it was written.
    @Override
    public String toString() {
        return text;
    }

    private static Part constant(String literal) {
        return (_, _) -> literal;
    }

    private static Part field(String field) {
        int colon = field.indexOf(':');
        String name = (colon < 0 ? field : field.substring(0, colon)).strip().toLowerCase(Locale.ROOT);
        String format = colon < 0 ? "" : field.substring(colon + 1).strip();
        return switch (name) {
            case "taken" -> {
                DateTimeFormatter letters = dates(field, format);
                yield (image, _) -> letters.format(image.facts().takenAt().orElseGet(() -> uploaded(image)));
            }
            case "uploaded" -> {
                DateTimeFormatter letters = dates(field, format);
                yield (image, _) -> letters.format(uploaded(image));
            }
            case "n" -> new Number(digits(field, format));
            case "name" -> plain(field, format, (image, _) -> ownName(image));
            case "title" -> plain(field, format, (image, _) -> image.title());
            case "user" -> plain(field, format, (image, _) -> image.userId());
            case "id" -> plain(field, format, (image, _) -> image.imageId());
            default ->
                throw new ImageException.Invalid(
                        "There is no field {" + field
                                + "}. The fields are {name}, {title}, {user}, {id}, {taken:yyyy-MM-dd}, {uploaded:yyyy-MM-dd} and {n:03}.");
        };
    }

    private static Part plain(String field, String format, Part part) {
        if (!format.isEmpty()) {
            throw new ImageException.Invalid(
                    quoted(format) + " in {" + field + "} means nothing: only dates and {n} take a format.");
        }
        return part;
    }

    private static DateTimeFormatter dates(String field, String format) {
        try {
            var letters = DateTimeFormatter.ofPattern(format.isEmpty() ? USUAL_DATE : format, Locale.getDefault());
            String _ = letters.format(SAMPLE); // a zone or an offset is understood, but no camera tells it
            return letters;
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new ImageException.Invalid(
                    quoted(format) + " in {" + field
                            + "} is not a date format. Write for example yyyy-MM-dd or yyyyMMdd-HHmmss.",
                    e);
        }
    }

    private static int digits(String field, String format) {
        if (format.isEmpty()) {
            return 1;
        }
        if (!format.matches("0?[1-9]")) {
            throw new ImageException.Invalid(
                    quoted(format) + " in {" + field + "} is not a number of digits. {n:03} counts 001, 002, 003.");
        }
        return format.charAt(format.length() - 1) - '0';
    }

    private static LocalDateTime uploaded(ImageRecord image) {
        return LocalDateTime.ofInstant(image.createdAt(), ZoneId.systemDefault());
    }

    private static String ownName(ImageRecord image) {
        String name = image.facts().originalName();
        if (name.isBlank()) {
            return image.title();
        }
        int dot = name.lastIndexOf('.');
        boolean extension = dot > 0 && name.substring(dot + 1).matches("[A-Za-z0-9]{1,5}");
        return extension ? name.substring(0, dot) : name;
    }
}
