package dev.vitrine.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.vitrine.image.ImageException;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/// The option `--json`, and the writing of such an answer: one object, indented, in UTF-8 whatever the terminal is set
/// to.
final class JsonAnswer {
    @Option(names = "--json")
    private boolean requested;

    boolean isWanted() {
        return requested;
    }

    static void print(Terminal terminal, Map<String, Object> answer) {
        terminal.out().writeBytes((Terminal.safeJson(text(answer)) + "\n").getBytes(StandardCharsets.UTF_8));
        terminal.out().flush();
    }

    /// What went wrong, by image.
    static List<Map<String, String>> failures(Map<String, ImageException> failed) {
        return failed.entrySet().stream()
                .map(each -> Map.of(
                        "image_id",
                        each.getKey(),
                        "error",
                        String.valueOf(each.getValue().getMessage())))
                .toList();
    }

    private static String text(Map<String, Object> answer) {
        var text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text).useDefaultPrettyPrinter()) {
            write(json, answer);
        } catch (IOException e) {
            throw new UncheckedIOException("nothing can fail in memory", e);
        }
        return text.toString();
    }

    private static void write(JsonGenerator json, Object value) throws IOException {
        switch (value) {
            case Map<?, ?> fields -> {
                json.writeStartObject();
                for (var field : fields.entrySet()) {
                    json.writeFieldName((String) field.getKey());
                    write(json, field.getValue());
                }
                json.writeEndObject();
            }
            case List<?> values -> {
                json.writeStartArray();
                for (Object each : values) {
                    write(json, each);
                }
                json.writeEndArray();
            }
            case Long number -> json.writeNumber(number);
            case Integer number -> json.writeNumber(number);
            case BigDecimal number -> json.writeNumber(number);
            case Boolean truth -> json.writeBoolean(truth);
            default -> json.writeString((String) value);
        }
    }
}
