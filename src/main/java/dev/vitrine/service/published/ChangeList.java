package dev.vitrine.service.published;

import dev.vitrine.files.FileFailures;
import dev.vitrine.files.Folders;
import dev.vitrine.service.table.JsonLines;
import java.io.BufferedInputStream;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
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

/// Which rows changed of late, as a window noticed it that follows the feed: their ids alone, because whoever comes
/// back reads the rows in the tables. A file of lines of JSON under gzip: the header, then some ids a line, by spans of
/// time.
///
/// @param header as that of a copy of the rows which was made at this moment
/// @param since what changed later than this is in it, by the clock of the server
/// @param spans the earliest first; an id is only in the last one in which its row changed
public record ChangeList(RowsHeader header, Instant since, List<Span> spans) {
    /// No earlier list says this of itself, and those could leave something out.
    private static final String SINCE = "changed_after";

    private static final int IDS_A_LINE = 100;
    private static final int LONGEST_ID = 2048;
    private static final int LONGEST_LINE = 1 << 21;
    private static final long HEADER_AT_MOST = 1 << 16;
    private static final long ID_AT_MOST = 160;

    /// @param until everything in it changed before
    public record Span(Instant until, List<String> imageIds) {
        public Span {
            imageIds = List.copyOf(imageIds);
        }
    }

    public ChangeList {
        spans = List.copyOf(spans);
    }

    public List<String> imageIds() {
        return spans.stream().flatMap(span -> span.imageIds().stream()).toList();
    }

    void write(Path file) {
        try (Writer out = new BufferedWriter(
                new OutputStreamWriter(new GZIPOutputStream(Files.newOutputStream(file)), StandardCharsets.US_ASCII))) {
            var first = new LinkedHashMap<>(header.fields());
            first.put(SINCE, since);
            JsonLines.write(first, out);
            for (Span span : spans) {
                List<String> ids = span.imageIds();
                for (int i = 0; i < ids.size(); i += IDS_A_LINE) {
                    var line = new LinkedHashMap<String, Object>();
                    line.put("until", span.until());
                    line.put("image_ids", ids.subList(i, Math.min(ids.size(), i + IDS_A_LINE)));
                    JsonLines.write(line, out);
                }
            }
            JsonLines.write(Map.of("end", imageIds().size()), out);
        } catch (IOException e) {
            throw FileFailures.writing(Folders.of(file), e);
        }
    }

    /// Of a list that is of use to somebody.
    static long bytesAtMost(long ids) {
        return HEADER_AT_MOST + ids * ID_AT_MOST;
    }

    /// @param moment what changed only before is left out
    /// @param maxIds of more than that nobody makes use
    /// @throws dev.vitrine.image.ImageException.Failed when it is damaged, or has more
    static ChangeList read(String name, Path file, Instant moment, long maxIds) {
        try (var bytes = new BufferedInputStream(new GZIPInputStream(Files.newInputStream(file)))) {
            var lines = new BoundedLines(bytes, LONGEST_LINE, bytesAtMost(maxIds));
            Map<String, Object> first = JsonLines.read(lines.next());
            RowsHeader header = RowsHeader.of(first)
                    .filter(_ -> RowsHeader.format(first) == RowsHeader.FORMAT)
                    .orElseThrow(() -> new IOException("no header"));
            Instant since = Instant.parse(RowsHeader.text(first, SINCE));
            var spans = new ArrayList<Span>();
            long ids = 0;
            Map<String, Object> next = JsonLines.read(lines.next());
            for (; !next.containsKey("end"); next = JsonLines.read(lines.next())) {
                var span = new Span(Instant.parse(RowsHeader.text(next, "until")), RowsHeader.texts(next, "image_ids"));
                require(span.imageIds().stream().allMatch(ChangeList::isId));
                ids += span.imageIds().size();
                if (span.until().isAfter(moment)) {
                    spans.add(span);
                }
            }
            require(RowsHeader.text(next, "end").equals(Long.toString(ids)) && ids <= maxIds);
            return new ChangeList(header, since, spans);
        } catch (IOException | DateTimeException e) {
            throw RowsFile.damaged(name, e);
        }
    }

    /// The service refuses to look for any other.
    private static boolean isId(String id) {
        return !id.isEmpty() && id.getBytes(StandardCharsets.UTF_8).length <= LONGEST_ID;
    }

    private static void require(boolean expected) throws IOException {
        if (!expected) {
            throw new IOException("no list of changes");
        }
    }
}
