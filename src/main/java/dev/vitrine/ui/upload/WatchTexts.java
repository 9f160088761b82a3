package dev.vitrine.ui.upload;

import static dev.vitrine.ui.support.Messages.text;

import dev.vitrine.service.upload.item.WatchedFolder;
import dev.vitrine.service.upload.item.WatchedFolder.Status;
import dev.vitrine.service.upload.item.WatchedFolder.WatchState;
import dev.vitrine.ui.support.RatingText;
import dev.vitrine.ui.support.Sentences;
import java.util.ArrayList;
import java.util.List;

/// What is said about watched folders.
final class WatchTexts {
    private WatchTexts() {}

    /// Whose its images become, and how.
    static String terms(WatchedFolder folder) {
        var parts = new ArrayList<String>();
        parts.add(text("watch.as", folder.form().userId()));
        if (!folder.form().tags().isEmpty()) {
            parts.add(text("watch.tagged", RatingText.namesOf(folder.form().tags())));
        }
        if (folder.subfolders()) {
            parts.add(text("watch.withSubfolders"));
        }
        if (folder.form().removesMetadata()) {
            parts.add(text("watch.withoutMetadata"));
        }
        return String.join(text("upload.status.dot"), parts);
    }

    /// One that somebody paused is not asked for.
    static boolean cannotBeRead(Status status) {
        return switch (status.state()) {
            case AWAY, UNREADABLE -> true;
            case WATCHING -> !status.problem().isEmpty();
            case OPENING, PAUSED -> false;
        };
    }

    static String state(Status status) {
        if (status.state() == WatchState.WATCHING && !status.problem().isEmpty()) {
            return Sentences.text(status.problem());
        }
        return switch (status.state()) {
            case OPENING -> text("watch.state.opening");
            case WATCHING ->
                status.settling() > 0
                        ? text("watch.state.settling", status.settling(), status.found())
                        : text("watch.state.watching", status.found());
            case PAUSED -> text("watch.state.paused", status.found());
            case AWAY -> text("watch.state.away");
            case UNREADABLE -> Sentences.text(status.problem());
        };
    }

    static String summary(List<Status> all) {
        long away = all.stream()
                .filter(status -> status.state() == WatchState.AWAY || status.state() == WatchState.UNREADABLE)
                .count();
        long paused = all.stream()
                .filter(status -> status.state() == WatchState.PAUSED)
                .count();
        if (all.isEmpty()) {
            return "";
        }
        if (away > 0) {
            return text("watch.summary.away", away);
        }
        return paused == all.size()
                ? text("watch.summary.paused", all.size())
                : text("watch.summary.watching", all.size() - paused);
    }
}
