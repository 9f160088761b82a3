package dev.vitrine.service.table;

import static dev.vitrine.text.DisplayText.quoted;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.dataformat.csv.CsvFactory;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import dev.vitrine.files.FileFailures;
import dev.vitrine.image.ImageException;
import dev.vitrine.text.Csv;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// Reads tables as [TableExport] writes them, and as spreadsheets save them: with commas, semicolons or tabs, in
/// UTF-8 or UTF-16.
///
/// Anybody may have written them: a line is bounded, and what is no table is refused by its line.
record TableReader(Path file) {
    private static final List<Character> SEPARATORS = List.of(',', ';', '\t');
    private static final Set<String> WRITTEN = Set.of("title", "description", "tags");
    private static final int MAX_TEXT = 1 << 20;
    private static final StreamReadConstraints BOUNDS = StreamReadConstraints.builder()
            .maxStringLength(MAX_TEXT)
            .maxNestingDepth(4)
            .build();

    /// @param each is given the lines in order
    static void read(Path file, Consumer<TableRow> each) {
        new TableReader(file).read(each);
    }

    private void read(Consumer<TableRow> each) {
        try (Reader text = open()) {
            if (TableForm.of(file) == TableForm.JSONL) {
                readJsonLines(text, each);
            } else {
                readCsv(text, each);
            }
        } catch (CharacterCodingException e) {
            throw new ImageException.Invalid(
                    quoted(file.getFileName()) + " is not in UTF-8. Save it as “CSV UTF-8” and try again.", e);
        } catch (JsonProcessingException e) {
            throw new ImageException.Invalid(
                    quoted(file.getFileName()) + " is no table that can be read: something is wrong near line "
                            + (e.getLocation() == null ? 1 : e.getLocation().getLineNr()) + ".",
                    e);
        } catch (IOException e) {
            throw FileFailures.reading(file.toString(), e);
        }
    }

    private Reader open() throws IOException {
        InputStream bytes = new BufferedInputStream(Files.newInputStream(file));
        try {
            bytes.mark(3);
            byte[] start = bytes.readNBytes(3);
            bytes.reset();
            Charset charset = isUtf16(start) ? StandardCharsets.UTF_16 : StandardCharsets.UTF_8;
            var text = new BufferedReader(
                    new InputStreamReader(bytes, charset.newDecoder().onMalformedInput(CodingErrorAction.REPORT)));
            text.mark(1);
            if (text.read() != Csv.BYTE_ORDER_MARK.charAt(0)) {
                text.reset();
            }
            return text;
        } catch (IOException | RuntimeException e) {
            bytes.close();
            throw e;
        }
    }

    private static boolean isUtf16(byte[] start) {
        return start.length >= 2
                && (start[0] == (byte) 0xFE && start[1] == (byte) 0xFF
                        || start[0] == (byte) 0xFF && start[1] == (byte) 0xFE);
    }

    private void readCsv(Reader text, Consumer<TableRow> each) throws IOException {
        CsvFactory factory = CsvFactory.builder().streamReadConstraints(BOUNDS).build();
        char separator = separator(text);
        try (CsvParser cells = factory.createParser(text)) {
            cells.setSchema(CsvSchema.emptySchema().withColumnSeparator(separator));
            List<String> columns = List.of();
            while (cells.nextToken() == JsonToken.START_ARRAY) {
                List<String> line = new ArrayList<>();
                long number = 0;
                while (cells.nextToken() != JsonToken.END_ARRAY) {
                    // Before the first cell was read, the parser is still in the line before.
                    number = number == 0 ? cells.currentLocation().getLineNr() : number;
                    line.add(cells.getText());
                }
                if (columns.isEmpty()) {
                    columns = line.stream().map(String::strip).toList();
                    requireColumns(columns);
                } else if (!line.stream().allMatch(String::isEmpty)) {
                    each.accept(TableRow.ofCells(number, named(columns, line, number)));
                }
            }
            requireColumns(columns);
        }
    }

    private Map<String, String> named(List<String> columns, List<String> line, long number) {
        if (line.size() > columns.size()) {
            throw new ImageException.Invalid("Line " + number + " of " + quoted(file.getFileName())
                    + " has more cells than the first line has names.");
        }
        var named = new HashMap<String, String>();
        for (int at = 0; at < line.size(); at++) {
            named.put(columns.get(at), Csv.unguarded(line.get(at)));
        }
        return named;
    }

    /// The one that the line of names has most of.
    private static char separator(Reader text) throws IOException {
        text.mark(MAX_TEXT);
        var names = new StringBuilder();
        for (int c = text.read(); c >= 0 && c != '\n' && names.length() < MAX_TEXT - 1; c = text.read()) {
            names.append((char) c);
        }
        text.reset();
        return SEPARATORS.stream()
                .max(Comparator.comparingLong(
                        each -> names.chars().filter(c -> c == each).count()))
                .orElseThrow();
    }

    /// Of two columns of one name nobody knows which is meant.
    private void requireColumns(List<String> columns) {
        WRITTEN.stream()
                .filter(name -> columns.stream().filter(name::equals).count() > 1)
                .findFirst()
                .ifPresent(name -> {
                    throw new ImageException.Invalid(
                            quoted(file.getFileName()) + " has two columns " + quoted(name) + ". Leave one out.");
                });
        boolean isFound = columns.contains("image_id")
                || columns.contains("content_sha256")
                || columns.contains("user_id") && columns.contains("original_name");
        if (!isFound || columns.stream().noneMatch(WRITTEN::contains)) {
            throw new ImageException.Invalid(quoted(file.getFileName())
                    + " is no list of images: its first line must name image_id, content_sha256 or both user_id and"
                    + " original_name, and one of title, description and tags.");
        }
    }

    private void readJsonLines(Reader text, Consumer<TableRow> each) throws IOException {
        JsonFactory factory =
                JsonFactory.builder().streamReadConstraints(BOUNDS).build();
        try (JsonParser json = factory.createParser(text)) {
            while (json.nextToken() != null) {
                long number = json.currentTokenLocation().getLineNr();
                if (json.currentToken() != JsonToken.START_OBJECT) {
                    throw notALine(number);
                }
                each.accept(object(json, number));
            }
        }
    }

    private TableRow object(JsonParser json, long number) throws IOException {
        var fields = new HashMap<String, String>();
        Optional<List<String>> tags = Optional.empty();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            JsonToken value = json.nextToken();
            if (value == JsonToken.START_ARRAY) {
                List<String> texts = texts(json, number);
                tags = name.equals("tags") ? Optional.of(texts) : tags;
            } else if (value.isStructStart()) {
                json.skipChildren();
            } else if (value != JsonToken.VALUE_NULL) {
                fields.put(name, json.getText());
            }
        }
        if (Stream.concat(fields.keySet().stream(), tags.stream().map(_ -> "tags"))
                .noneMatch(WRITTEN::contains)) {
            throw notALine(number);
        }
        return TableRow.ofFields(number, fields, tags);
    }

    private List<String> texts(JsonParser json, long number) throws IOException {
        var texts = new ArrayList<String>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            if (json.currentToken() == null || json.currentToken().isStructStart()) {
                throw notALine(number);
            }
            texts.add(json.getText());
        }
        return texts;
    }

    private ImageException notALine(long number) {
        return new ImageException.Invalid("Line " + number + " of " + quoted(file.getFileName())
                + " is not a JSON object with title, description or tags.");
    }
}
