package dev.vitrine.cli;

import dev.vitrine.connection.Library;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.ImageSource;
import dev.vitrine.service.Arrival;
import dev.vitrine.service.upload.item.Receipt;
import dev.vitrine.service.upload.item.UploadItem;
import dev.vitrine.service.upload.item.UploadItem.Cause;
import dev.vitrine.service.upload.item.UploadItem.UploadState;
import dev.vitrine.text.ByteCount;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/// What became of the files of an upload: a line for each as it ends and a sum at the end, or one JSON object.
final class UploadAnswer implements Consumer<List<UploadItem>> {
    private final Terminal terminal;
    private final JsonAnswer json;
    private final Library library;
    private final List<Object> images = new ArrayList<>();
    private ExitCode exitCode = ExitCode.DONE;

    UploadAnswer(Terminal terminal, JsonAnswer json, Library library) {
        this.terminal = terminal;
        this.json = json;
        this.library = library;
    }

    @Override
    public void accept(List<UploadItem> ended) {
        Map<String, ImageRecord> rows = !json.isWanted()
                ? Map.of()
                : library
                        .images()
                        .findAll(ended.stream()
                                .flatMap(item -> item.imageId().stream())
                                .toList())
                        .stream()
                        .collect(Collectors.toMap(ImageRecord::imageId, Function.identity(), (first, _) -> first));
        for (UploadItem item : ended) {
            if (exitCode == ExitCode.DONE) {
                exitCode = exitCode(item);
            }
            if (json.isWanted()) {
                images.add(fields(item, item.imageId().map(rows::get)));
            } else {
                print(item);
            }
        }
        terminal.out().flush();
    }

    private void print(UploadItem item) {
        String line = CommandTexts.of(
                        "upload.line." + result(item.state()),
                        item.file().toString(),
                        item.imageId().orElse(""),
                        reason(item))
                .stripTrailing();
        if (item.state().isTrouble()) {
            terminal.noteLine(line);
        } else {
            terminal.sayLine(line);
        }
        if (item.state() == UploadState.DONE && !item.reason().isEmpty()) {
            String note = CommandTexts.of("upload.line.note", item.file().toString(), item.reason());
            terminal.noteLine(note);
        }
    }

    /// The line names the file already.
    private static String reason(UploadItem item) {
        String file = item.file().toString();
        if (!item.reason().endsWith(file)) {
            return item.reason();
        }
        String sentence = item.reason()
                .substring(0, item.reason().length() - file.length())
                .strip();
        return sentence.endsWith(":") ? sentence.substring(0, sentence.length() - 1) + "." : sentence;
    }

    private Map<String, Object> fields(UploadItem item, Optional<ImageRecord> row) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("file", item.file().toString());
        fields.put("result", result(item.state()));
        item.imageId().ifPresent(id -> fields.put("image_id", id));
        row.ifPresent(image -> fields.put("metadata", library.fields(image)));
        if (!item.reason().isEmpty()) {
            fields.put(item.state().isTrouble() ? "error" : "note", item.reason());
        }
        return fields;
    }

    int end(List<Receipt> receipts) {
        long uploaded = sum(receipts, Receipt::uploaded);
        long duplicates = sum(receipts, Receipt::duplicates);
        long troubles = sum(receipts, Receipt::refused) + sum(receipts, Receipt::failed);
        if (json.isWanted()) {
            var answer = new LinkedHashMap<String, Object>();
            answer.put("images", images);
            answer.put("count", images.size());
            JsonAnswer.print(terminal, answer);
        } else {
            terminal.note(
                    "upload.sum",
                    uploaded,
                    duplicates,
                    troubles,
                    ByteCount.rounded(sum(receipts, Receipt::bytesUploaded), Locale.ROOT));
        }
        return exitCode.number();
    }

    private static long sum(List<Receipt> receipts, ToLongFunction<Receipt> part) {
        return receipts.stream().mapToLong(part).sum();
    }

    private static String result(UploadState state) {
        return state == UploadState.DONE ? "uploaded" : CommandTexts.name(state);
    }

    private static ExitCode exitCode(UploadItem item) {
        return switch (item.state()) {
            case CANCELLED -> ExitCode.CANCELLED;
            case DONE -> ExitCode.DONE; // also what is damaged and stored as it is
            case WAITING, HASHING, SENDING, DUPLICATE, REFUSED, FAILED -> exitCode(item.cause(), item.file());
        };
    }

    private static ExitCode exitCode(Cause cause, Path file) {
        return switch (cause) {
            case NONE -> ExitCode.DONE;
            case NOT_AN_IMAGE, DAMAGED, METADATA_STAYS -> ExitCode.INVALID;
            case SOURCE_GONE -> ExitCode.NOT_FOUND;
            case SOURCE_UNREADABLE, FOLDER_UNREADABLE, DENIED -> ExitCode.DENIED;
            case SOURCE_CHANGING -> isCutOff(file) ? ExitCode.INVALID : ExitCode.CONFLICT;
            case THROTTLED -> ExitCode.THROTTLED;
            case UNREACHABLE -> ExitCode.UNREACHABLE;
            case LIBRARY -> ExitCode.FAILED;
        };
    }

    /// It was given in pieces: nobody else is in the way.
    private static boolean isCutOff(Path file) {
        try {
            return Arrival.isCutOff(ImageSource.ofFile(file));
        } catch (ImageException _) {
            return false; // somebody else is at it
        }
    }
}
