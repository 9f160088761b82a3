package dev.vitrine.service.table;

import static dev.vitrine.text.DisplayText.quoted;

import dev.vitrine.files.AtomicFile;
import dev.vitrine.files.FileFailures;
import dev.vitrine.files.Folders;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageFields;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.service.ImagePages;
import dev.vitrine.service.Progress;
import dev.vitrine.text.Csv;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// Writes images as a table, a line each. Rows are read by the page, so that any number fits.
public final class TableExport {
    private static final int PAGE = 1000;

    private final Function<ImageRecord, Map<String, Object>> fields;

    /// @param fields as the library names them, see [ImageFields]
    public TableExport(Function<ImageRecord, Map<String, Object>> fields) {
        this.fields = fields;
    }

    /// A table that was there is replaced at the end, and stays as it is when this fails or is stopped.
    ///
    /// @return how many images it has
    /// @throws ImageException.Conflict when something else is there: a picture, a catalog, a device
    /// @throws ImageException.Cancelled when the progress stops it
    public int save(ImagePages rows, Path file, TableForm form, Progress progress) {
        Path target = file.toAbsolutePath();
        var written = new int[1];
        try {
            requireReplaceable(target);
            AtomicFile.replace(target, out -> written[0] = write(rows, form, out, progress));
            return written[0];
        } catch (IOException e) {
            throw FileFailures.writing(Folders.of(target), e);
        }
    }

    private static void requireReplaceable(Path target) throws IOException {
        boolean isReplaceable = Files.isRegularFile(target) && (TableForm.isNamed(target) || Files.size(target) == 0);
        if (Files.exists(target) && !isReplaceable) {
            throw new ImageException.Conflict(
                    quoted(target.getFileName()) + " exists already and was left as it is. Choose another name.");
        }
    }

    /// The stream stays open.
    public int write(ImagePages rows, TableForm form, OutputStream out, Progress progress) throws IOException {
        var text = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        Line line = form == TableForm.CSV ? csv(text) : image -> JsonLines.write(image, text);
        int written = 0;
        for (int from = 0; from < rows.size(); from += PAGE) {
            int to = Math.min(rows.size(), from + PAGE);
            for (ImageRecord image : rows.images(from, to)) {
                line.write(fields.apply(image));
                written++;
            }
            if (!progress.continues(to, rows.size()) && to < rows.size()) {
                throw new ImageException.Cancelled("Stopped before the list was whole: nothing was saved.");
            }
        }
        text.flush();
        return written;
    }

    private interface Line {
        void write(Map<String, Object> image) throws IOException;
    }

    private static Line csv(Writer out) throws IOException {
        out.write(Csv.BYTE_ORDER_MARK);
        out.write(Csv.line(ImageFields.NAMES));
        return image -> out.write(Csv.line(ImageFields.NAMES.stream()
                .map(name -> cell(image.getOrDefault(name, "")))
                .toList()));
    }

    private static String cell(Object value) {
        return value instanceof List<?> tags
                ? TagCell.print(tags.stream().map(String::valueOf).toList())
                : value.toString();
    }
}
