package dev.vitrine.service.published;

import dev.vitrine.files.FileFailures;
import dev.vitrine.files.Folders;
import dev.vitrine.service.table.JsonLines;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/// Which rows changed of late, as a window noticed it that follows the feed: their ids alone, because whoever comes
/// back reads the rows in the tables. A file of lines of JSON under gzip: the header, then spans of time.
///
/// @param header as that of a copy of the rows which was made at this moment
/// @param since what changed later than this is in it
/// @param spans the earliest first; an id is only in the last one in which its row changed
public record ChangeList(RowsHeader header, Instant since, List<Span> spans) {
    private static final int IDS_A_LINE = 1000;
    private static final int LONGEST_LINE = 1 << 18;

    /// @param until everything in it changed before
    public record Span(Instant until, List<String> imageIds) {
        public Span {
            imageIds = List.copyOf(imageIds);
        }
    }

    public ChangeList {
        spans = List.copyOf(spans);
    }

    long ids() {
        return spans.stream().mapToLong(span -> span.imageIds().size()).sum();
    }

    ChangeList after(Instant moment) {
        return new ChangeList(
                header,
                moment,
                spans.stream().filter(span -> span.until().isAfter(moment)).toList());
    }

    void write(Path file) {
        try (Writer out = new BufferedWriter(
                new OutputStreamWriter(new GZIPOutputStream(Files.newOutputStream(file)), StandardCharsets.US_ASCII))) {
            var first = new LinkedHashMap<>(header.fields());
            first.put("since", since);
            JsonLines.write(first, out);
            for (Span span : spans) {
                List<String> ids = span.imageIds();
                for (int i = 0; i == 0 || i < ids.size(); i += IDS_A_LINE) {
                    var line = new LinkedHashMap<String, Object>();
                    line.put("until", span.until());
                    line.put("image_ids", ids.subList(i, Math.min(ids.size(), i + IDS_A_LINE)));
                    JsonLines.write(line, out);
                }
            }
            JsonLines.write(Map.of("end", spans.size()), out);
        } catch (IOException e) {
            throw FileFailures.writing(Folders.of(file), e);
        }
    }

    /// @param maxIds of more than that nobody makes use
    /// @throws dev.vitrine.image.ImageException.Failed when it is damaged, or has more
    static ChangeList read(String name, Path file, long maxIds) {
        try (Reader lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.US_ASCII))) {
            Map<String, Object> first = line(lines);
            RowsHeader header = RowsHeader.of(first)
                    .filter(_ -> RowsHeader.format(first) == RowsHeader.FORMAT)
                    .orElseThrow(() -> damaged(name, null));
            var spans = new ArrayList<Span>();
            long left = maxIds;
            for (Map<String, Object> next = line(lines); !next.containsKey("end"); next = line(lines)) {
                List<String> ids = RowsHeader.texts(next, "image_ids");
                left -= ids.size();
                if (left < 0) {
                    throw damaged(name, null);
                }
                spans.add(new Span(Instant.parse(RowsHeader.text(next, "until")), ids));
            }
            return new ChangeList(header, Instant.parse(RowsHeader.text(first, "since")), spans);
        } catch (IOException | DateTimeException e) {
            throw damaged(name, e);
        }
    }

    private static RuntimeException damaged(String name, @Nullable Exception cause) {
        return RowsFile.damaged(name, cause);
    }

    /// A line without an end, and one that is too long for any that was written here, are damaged.
    private static Map<String, Object> line(Reader in) throws IOException {
        var line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0 || line.length() > LONGEST_LINE) {
                throw new IOException("no line of changes");
            }
            line.append((char) next);
        }
        return JsonLines.read(line.toString().getBytes(StandardCharsets.US_ASCII));
    }
}
