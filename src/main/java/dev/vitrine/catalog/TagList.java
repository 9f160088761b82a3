package dev.vitrine.catalog;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// Texts in one column, as a JSON array: readable with any SQLite tool.
final class TagList {
    /// Made when it is needed: it seldom is, and a first page does not wait for it.
    private static final class Json {
        static final JsonFactory FACTORY = new JsonFactory();
    }

    private TagList() {}

    static String write(Collection<String> texts) {
        var text = new StringBuilder("[");
        for (String each : texts) {
            if (!isPlain(each)) {
                return escaped(texts);
            }
            text.append(text.length() == 1 ? "\"" : ",\"").append(each).append('"');
        }
        return text.append(']').toString();
    }

    /// Whether it stands in JSON as it is.
    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            if (letter < ' ' || letter == '"' || letter == '\\') {
                return false;
            }
        }
        return true;
    }

    /// The same by a generator, whatever is in it.
    static String escaped(Collection<String> texts) {
        var text = new StringWriter();
        try (JsonGenerator json = Json.FACTORY.createGenerator(text)) {
            json.writeStartArray();
            for (String each : texts) {
                json.writeString(each);
            }
            json.writeEndArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    /// How one text stands in a list: always the same way.
    static String element(String text) {
        String list = write(List.of(text));
        return list.substring(1, list.length() - 1);
    }

    /// What cannot be read counts as no tag: one odd row must not hide a library.
    static List<String> read(String text) {
        if (text.equals("[]")) {
            return List.of();
        }
        List<String> simple = simple(text);
        return simple.isEmpty() ? parsed(text) : simple;
    }

    /// Where nothing is escaped a quotation mark stands for nothing but a beginning or an end: most lists need no
    /// parser, and commands that read a few rows need not start one.
    ///
    /// @return empty when it takes more
    private static List<String> simple(String text) {
        int last = text.length() - 2;
        if (!text.startsWith("[\"") || !text.endsWith("\"]") || last < 2 || text.indexOf('\\') >= 0) {
            return List.of();
        }
        var texts = new ArrayList<String>(4);
        for (int from = 2; ; ) {
            int end = text.indexOf('"', from);
            if (end < 0) {
                return List.of();
            }
            texts.add(text.substring(from, end));
            if (end == last) {
                return texts;
            }
            if (!text.startsWith("\",\"", end)) {
                return List.of();
            }
            from = end + 3;
        }
    }

    /// The same by a parser, whatever is in it.
    static List<String> parsed(String text) {
        var tags = new ArrayList<String>(4);
        try (JsonParser json = Json.FACTORY.createParser(text)) {
            if (json.nextToken() != JsonToken.START_ARRAY) {
                return List.of();
            }
            for (JsonToken token = json.nextToken();
                    token != null && token != JsonToken.END_ARRAY;
                    token = json.nextToken()) {
                if (token.isScalarValue() && token != JsonToken.VALUE_NULL) {
                    tags.add(json.getText());
                } else {
                    json.skipChildren();
                }
            }
        } catch (IOException _) {
            return tags;
        }
        return tags;
    }
}
