package dev.vitrine.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// JSON as this front door reads it, untrusted, and writes it.
final class Json {
    private static final int LONGEST_TEXT = 100_000;
    private static final int MAX_TEXTS = 1000;
    private static final int LONGEST_IN_LIST = 10_000;
    private static final int DEEPEST = 20;
    private static final int LONGEST_NUMBER = 100;
    private static final int LONGEST_NAME = 200;

    /// Small on purpose: a body is one object with a list of tags. The text of an image is never held, so it has a
    /// limit of its own.
    static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxStringLength(LONGEST_TEXT)
                    .maxNumberLength(LONGEST_NUMBER)
                    .maxNameLength(LONGEST_NAME)
                    .build())
            .build();

    static final String ENDS_TOO_EARLY = "it ends too early.";

    private static final ObjectMapper MAPPER = new ObjectMapper(FACTORY);

    private Json() {}

    static byte[] write(Object value) {
        try {
            return MAPPER.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The text that stands here; null counts as an empty one.
    static String text(JsonParser json) throws IOException {
        return switch (json.currentToken()) {
            case VALUE_STRING -> json.getText();
            case VALUE_NULL -> "";
            default -> throw HttpError.badRequest(json.currentName() + " must be a text.");
        };
    }

    /// The list of texts that stands here; null counts as an empty one.
    static List<String> texts(JsonParser json) throws IOException {
        var texts = new ArrayList<String>();
        if (json.currentToken() == JsonToken.VALUE_NULL) {
            return texts;
        }
        String name = json.currentName();
        if (json.currentToken() != JsonToken.START_ARRAY) {
            throw HttpError.badRequest(name + " must be a list of texts.");
        }
        int length = 0;
        while (json.nextToken() != JsonToken.END_ARRAY) {
            if (json.currentToken() != JsonToken.VALUE_STRING) {
                throw HttpError.badRequest(name + " must be a list of texts.");
            }
            texts.add(json.getText());
            length += json.getTextLength();
            check(name, texts, length);
        }
        return texts;
    }

    /// A list of texts from elsewhere, within the same bounds.
    static List<String> checked(String name, List<String> given) {
        var texts = new ArrayList<String>();
        int length = 0;
        for (String text : given) {
            texts.add(text);
            length += text.length();
            check(name, texts, length);
        }
        return texts;
    }

    /// Of the last text: a long list is refused before all of it is read.
    ///
    /// @param length of all
    private static void check(String name, List<String> texts, int length) {
        if (texts.size() > MAX_TEXTS) {
            throw HttpError.badRequest("There can be at most " + MAX_TEXTS + " " + name + ".");
        }
        if (texts.getLast().length() > LONGEST_IN_LIST) {
            throw HttpError.badRequest("Each of the " + name + " can have at most " + LONGEST_IN_LIST + " characters.");
        }
        if (length > LONGEST_TEXT) {
            throw HttpError.badRequest("The " + name + " can have at most " + LONGEST_TEXT + " characters together.");
        }
    }

    /// A place in a body, counted from 1.
    record Place(int line, long column) {
        static final Place START = new Place(1, 1);

        Place plus(int columns) {
            return new Place(line, column + columns);
        }

        /// The place that a parser names whose text begins here.
        Place at(JsonLocation location) {
            return location.getLineNr() == 1
                    ? plus(location.getColumnNr() - 1)
                    : new Place(line + location.getLineNr() - 1, location.getColumnNr());
        }
    }

    /// Reads the JSON of a body, and says of one that is none what is wrong with it, and where.
    ///
    /// @param start of the text that is parsed, asked for when something is wrong
    /// @throws HttpError in words of our own: those of the parser name its classes, and repeat what was sent
    static <T> T reading(Supplier<Place> start, Reading<T> reading) {
        try {
            return reading.read();
        } catch (JsonProcessingException e) {
            JsonLocation location = e.getLocation();
            throw location == null
                    ? HttpError.badRequest("The body is not valid JSON: " + what(e))
                    : malformed(start.get().at(location), what(e));
        } catch (CharConversionException e) {
            throw malformed(start.get(), "it is not text in UTF-8.");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    interface Reading<T> {
        T read() throws IOException;
    }

    private static String what(JsonProcessingException problem) {
        return switch (problem) {
            case JsonEOFException _ -> ENDS_TOO_EARLY;
            case StreamConstraintsException _ ->
                "it is larger here than is taken: a nesting depth of " + DEEPEST + ", texts of " + LONGEST_TEXT
                        + " characters, names of " + LONGEST_NAME + ", numbers of " + LONGEST_NUMBER + ".";
            default -> "JSON does not allow what stands here.";
        };
    }

    static HttpError malformed(Place place, String what) {
        return HttpError.badRequest(
                "The body is not valid JSON at line " + place.line() + ", column " + place.column() + ": " + what);
    }
}
