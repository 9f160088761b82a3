package dev.vitrine.ui.upload;

import static dev.vitrine.ui.support.Messages.text;

import dev.vitrine.service.upload.item.UploadItem;
import dev.vitrine.service.upload.item.UploadItem.Cause;
import dev.vitrine.service.upload.item.UploadItem.UploadState;
import dev.vitrine.service.upload.item.UploadSnapshot;
import dev.vitrine.service.upload.item.UploadTotals;
import dev.vitrine.text.DisplayText;
import dev.vitrine.ui.support.Format;
import dev.vitrine.ui.support.Sentences;
import java.util.ArrayList;
import java.util.List;

/// What the upload list says about states, causes and progress.
final class UploadTexts {
    private UploadTexts() {}

    /// `37 of 120 uploaded · 12 MB/s · 8 s left`, or what keeps it from going on.
    static String progress(UploadSnapshot snapshot) {
        UploadTotals totals = snapshot.totals();
        if (totals.all().files() == 0 && !totals.walking()) {
            return text("upload.status.nothing");
        }
        if (totals.isIdle()) {
            return ended(snapshot);
        }
        var parts = new ArrayList<String>();
        parts.add(text(
                totals.walking() ? "upload.status.countingOn" : "upload.status.uploaded",
                totals.files(UploadState.DONE),
                totals.all().files()));
        failed(snapshot, parts);
        if (snapshot.paused()) {
            parts.add(text("upload.status.paused"));
        } else if (snapshot.held().isPresent()) { // what is tried meanwhile tells no speed
            parts.add(text("upload.status.waiting"));
        } else {
            if (totals.bytesPerSecond() > 0) {
                parts.add(text("format.perSecond", Format.bytes(totals.bytesPerSecond())));
            }
            totals.secondsLeft().ifPresent(seconds -> parts.add(text("upload.status.left", Format.duration(seconds))));
        }
        return String.join(text("upload.status.dot"), parts);
    }

    /// `36 of 69 uploaded · 33 failed · 2 not images`, or `69 images uploaded · 2 failed earlier`.
    private static String ended(UploadSnapshot snapshot) {
        UploadTotals totals = snapshot.totals();
        var parts = new ArrayList<String>();
        long leftOut = snapshot.leftOut() - snapshot.earlierLeftOut();
        if (problems(snapshot) == 0) {
            parts.add(finished(totals));
        } else {
            parts.add(text(
                    "upload.status.uploaded",
                    totals.files(UploadState.DONE),
                    totals.all().files() - leftOut));
            failed(snapshot, parts);
            others(totals, parts);
        }
        if (leftOut > 0) {
            parts.add(text("upload.status.leftOut", leftOut));
        }
        if (snapshot.earlierProblems() > 0) {
            parts.add(text("upload.status.earlier", snapshot.earlierProblems()));
        }
        return String.join(text("upload.status.dot"), parts);
    }

    /// Damaged images, which are refused, are among them: otherwise nothing would say where they are.
    private static void failed(UploadSnapshot snapshot, List<String> parts) {
        if (problems(snapshot) > 0) {
            parts.add(text("upload.status.failed", problems(snapshot)));
        }
    }

    /// Of the drops that the totals count.
    static long problems(UploadSnapshot snapshot) {
        return snapshot.problems() - snapshot.earlierProblems();
    }

    static String finished(UploadTotals totals) {
        var parts = new ArrayList<String>();
        parts.add(text("upload.status.done", totals.files(UploadState.DONE)));
        others(totals, parts);
        return String.join(text("upload.status.dot"), parts);
    }

    private static void others(UploadTotals totals, List<String> parts) {
        if (totals.files(UploadState.DUPLICATE) > 0) {
            parts.add(text("upload.status.duplicates", totals.files(UploadState.DUPLICATE)));
        }
        if (totals.files(UploadState.CANCELLED) > 0) {
            parts.add(text("upload.status.cancelled", totals.files(UploadState.CANCELLED)));
        }
    }

    /// For the title of the window, and so for the taskbar: `37 % · Vitrine`.
    static String title(UploadSnapshot snapshot) {
        UploadTotals totals = snapshot.totals();
        String program = text("window.title");
        if (totals.isIdle()) {
            return snapshot.problems() == 0 ? program : text("upload.title.troubles", snapshot.problems(), program);
        }
        String key = snapshot.paused()
                ? "upload.title.paused"
                : snapshot.held().isPresent() ? "upload.title.waiting" : "upload.title.busy";
        return text(key, (int) (totals.fraction() * 100), program);
    }

    /// Why it is where it is, or else what becomes of it.
    static String said(UploadItem item) {
        return item.reason().isEmpty() ? state(item) : Sentences.text(item.reason());
    }

    /// In one line, whatever the file is named.
    static String name(UploadItem item) {
        return DisplayText.line(item.name());
    }

    /// `""` while that is not known.
    static String size(UploadItem item) {
        return item.sizeBytes() == 0 ? "" : Format.bytes(item.sizeBytes());
    }

    private static String state(UploadItem item) {
        return switch (item.state()) {
            case WAITING -> text("upload.state.waiting");
            case HASHING -> text("upload.state.hashing");
            case SENDING ->
                text("upload.state.sending", Format.bytes(item.sentBytes()), Format.bytes(item.sizeBytes()));
            case DONE -> text("upload.state.done");
            case DUPLICATE -> text("upload.state.duplicate");
            case REFUSED -> text("upload.state.refused");
            case FAILED -> text("upload.state.failed");
            case CANCELLED -> text("upload.state.cancelled");
        };
    }

    static String heading(UploadGroup group) {
        return switch (group.kind()) {
            case TROUBLE -> cause(group.cause());
            case RUNNING -> text("upload.group.running");
            case WAITING -> text("upload.group.waiting");
            case FINISHED -> text("upload.group.finished");
        };
    }

    private static String cause(Cause cause) {
        return text(
                switch (cause) {
                    case NONE -> "upload.cause.none";
                    case DAMAGED -> "upload.cause.damaged";
                    case NOT_AN_IMAGE -> "upload.cause.notAnImage";
                    case METADATA_STAYS -> "upload.cause.metadataStays";
                    case SOURCE_GONE -> "upload.cause.sourceGone";
                    case SOURCE_UNREADABLE -> "upload.cause.sourceUnreadable";
                    case FOLDER_UNREADABLE -> "upload.cause.folderUnreadable";
                    case SOURCE_CHANGING -> "upload.cause.sourceChanging";
                    case DENIED -> "upload.cause.denied";
                    case THROTTLED -> "upload.cause.throttled";
                    case UNREACHABLE -> "upload.cause.unreachable";
                    case LIBRARY -> "upload.cause.library";
                });
    }
}
