package dev.vitrine.ui.share;

import static dev.vitrine.text.DisplayText.clipped;
import static dev.vitrine.ui.support.Messages.text;

import dev.vitrine.image.ImageException;
import dev.vitrine.service.Progress;
import dev.vitrine.service.share.SharedLink;
import dev.vitrine.service.share.SharedPage;
import dev.vitrine.service.share.SharedPages;
import dev.vitrine.ui.support.Background;
import dev.vitrine.ui.support.Dialogs;
import dev.vitrine.ui.support.FailureText;
import dev.vitrine.ui.support.Format;
import dev.vitrine.ui.support.PictureClipboard;
import dev.vitrine.ui.support.Toasts;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.ObservableSet;

/// The pages that are shared in a library, by whomever: to give their links out again, and to take them back. Belongs
/// to the FX thread.
public final class SharedPagesViewModel {
    private final SharedPages shared;
    private final Background background;
    private final Background.Lane looking;
    private final Dialogs dialogs;
    private final Outside outside;
    private final ObservableList<SharedPage> all = FXCollections.observableArrayList();
    private final ObservableSet<String> going = FXCollections.observableSet();
    private final ReadOnlyBooleanWrapper looks = new ReadOnlyBooleanWrapper();
    private final BooleanProperty takesBack = new SimpleBooleanProperty(true);
    private final ReadOnlyStringWrapper failure = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper said = new ReadOnlyStringWrapper("");
    private Optional<SharedPage> chosen = Optional.empty();
    private boolean watched;

    /// Where links go, and what time it is there.
    ///
    /// @param browser opens an address; may block
    /// @param toasts tell what fails when nobody looks at the list any more
    public record Outside(PictureClipboard clipboard, Browser browser, Toasts toasts, Clock clock) {}

    /// Opens pages where the person looks at pages.
    public interface Browser {
        void open(URI page) throws InterruptedException;
    }

    public SharedPagesViewModel(SharedPages pages, Background background, Dialogs dialogs, Outside outside) {
        this.shared = pages;
        this.background = background;
        this.looking = background.lane();
        this.dialogs = dialogs;
        this.outside = outside;
    }

    /// Asks the bucket what there is.
    void look() {
        watched = true;
        looks.set(true);
        failure.set("");
        looking.run(
                shared::list,
                found -> {
                    show(found.stream()
                            .sorted(Comparator.comparing(this::isEnded)) // what still works comes first
                            .toList());
                    looks.set(false);
                },
                trouble -> {
                    looks.set(false);
                    all.clear();
                    failure.set(FailureText.coded(trouble));
                });
    }

    private void show(List<SharedPage> found) {
        Optional<SharedPage> before = chosen; // a view chooses by itself while lines change
        int at = Math.max(0, before.map(all::indexOf).orElse(0));
        all.setAll(found);
        chosen = before.flatMap(was -> found.stream()
                        .filter(page -> page.id().equals(was.id()))
                        .findFirst())
                .or(() -> found.stream()
                        .skip(Math.min(at, Math.max(0, found.size() - 1)))
                        .findFirst());
    }

    /// Nobody looks any more; what is being taken back is, to its end.
    void leave() {
        watched = false;
        looking.cancel();
        looks.set(false);
        say("");
    }

    /// Puts the link on the clipboard.
    void copyLink(SharedPage page) {
        withLink(page, link -> {
            outside.clipboard().putText(link.address().toString());
            say(text("pages.copied", name(page), Format.time(link.expiresAt())));
        });
    }

    void open(SharedPage page) {
        withLink(
                page,
                link -> background.run(
                        () -> {
                            outside.browser().open(link.address());
                            return page;
                        },
                        _ -> {},
                        this::fail));
    }

    private void withLink(SharedPage page, Consumer<SharedLink> then) {
        if (isOpen(page)) {
            background.run(() -> shared.link(page), then, this::fail);
        }
    }

    /// Asks, and ends the page with everything on it.
    void takeBack(SharedPage page) {
        if (going.contains(page.id()) || !takesBack.get()) {
            return;
        }
        String effect = text(
                isEnded(page)
                        ? "pages.takeBack.ended"
                        : page.isFinished() ? "pages.takeBack.open" : "pages.takeBack.half",
                page.images());
        if (dialogs.confirm(text("pages.takeBack.title", name(page)), effect, text("pages.takeBack.act"))) {
            takeBack(List.of(page), text("pages.takenBack", name(page)));
        }
    }

    /// Asks, and removes what is left of all pages whose time is over.
    void removeEnded() {
        List<SharedPage> ended = all.stream()
                .filter(this::isEnded)
                .filter(page -> !going.contains(page.id()))
                .toList();
        if (!ended.isEmpty()
                && takesBack.get()
                && dialogs.confirm(
                        text("pages.ended.title", ended.size()),
                        text("pages.ended.explained"),
                        text("pages.ended.act", ended.size()))) {
            takeBack(ended, text("pages.ended.removed", ended.size()));
        }
    }

    private void takeBack(List<SharedPage> pages, String done) {
        List<String> ids = pages.stream().map(SharedPage::id).toList();
        going.addAll(ids);
        say("");
        Callable<Map<String, ImageException>> work = () -> {
            var left = new TreeMap<String, ImageException>();
            ids.forEach(id -> left.putAll(left(id)));
            return left;
        };
        background.run(
                work,
                left -> {
                    if (left.isEmpty()) {
                        say(done);
                    } else {
                        failLeft(pages, left);
                    }
                    ended(ids);
                },
                trouble -> {
                    fail(trouble);
                    ended(ids);
                });
    }

    private void failLeft(List<SharedPage> pages, Map<String, ImageException> left) {
        ImageException first = left.values().iterator().next();
        String reason = FailureText.text(first);
        String sentence = pages.stream()
                .filter(page -> !isEnded(page) && left.keySet().stream().anyMatch(page::isOpenedBy))
                .findFirst()
                .map(page -> text("pages.left.open", name(page), reason))
                .orElseGet(() -> text("pages.left", left.size(), pages.size(), reason));
        fail(sentence, first);
    }

    /// What somebody else took back meanwhile is gone, as was asked for.
    private Map<String, ImageException> left(String id) {
        try {
            return shared.takeBack(id, Progress.UNSEEN);
        } catch (ImageException.NotFound _) {
            return Map.of();
        }
    }

    private void ended(List<String> ids) {
        ids.forEach(going::remove);
        if (watched) {
            look();
        }
    }

    private void say(String words) {
        problem.set("");
        said.set(words);
    }

    private void fail(ImageException trouble) {
        fail(FailureText.text(trouble), trouble);
    }

    private void fail(String sentence, ImageException trouble) {
        if (watched) {
            said.set("");
            problem.set(FailureText.coded(sentence, trouble));
        } else {
            outside.toasts().failure(sentence, trouble);
        }
    }

    /// What to call a page in a sentence.
    private static String name(SharedPage page) {
        return text("pages.title", clipped(heading(page)));
    }

    static String heading(SharedPage page) {
        return page.title().isEmpty() ? text("pages.untitled") : page.title();
    }

    /// `12 images · by alice · made 24 Nov 2026, 14:05 · with password`
    String facts(SharedPage page) {
        return Stream.of(
                        text("pages.images", page.images()),
                        page.author().isEmpty() ? "" : text("pages.by", clipped(page.author())),
                        page.createdAt().equals(Instant.EPOCH) ? "" : text("pages.made", Format.time(page.createdAt())),
                        page.hasPassword() ? text("pages.password") : "")
                .filter(words -> !words.isEmpty())
                .collect(Collectors.joining(" · "));
    }

    /// Until when it can be opened, or why it cannot.
    String state(SharedPage page) {
        if (going.contains(page.id())) {
            return text("pages.going");
        }
        if (isEnded(page)) {
            return text("pages.ended", Format.time(page.endsAt()));
        }
        return page.isFinished() ? text("pages.until", Format.time(page.endsAt())) : text("pages.half");
    }

    boolean isEnded(SharedPage page) {
        return !page.endsAt().isAfter(outside.clock().instant());
    }

    /// Whether its link leads somewhere.
    boolean isOpen(SharedPage page) {
        return page.isFinished() && !isEnded(page) && !going.contains(page.id());
    }

    /// The line that the keyboard works on.
    void choose(SharedPage page) {
        chosen = Optional.of(page);
    }

    /// Keeps to its page when the list is read again; where that is gone, its neighbor is chosen.
    Optional<SharedPage> chosen() {
        return chosen;
    }

    ObservableList<SharedPage> pages() {
        return all;
    }

    /// Ids of those that are being taken back.
    ObservableSet<String> going() {
        return going;
    }

    /// Whether this account may delete what others shared.
    public BooleanProperty takesBackProperty() {
        return takesBack;
    }

    ReadOnlyBooleanProperty looksProperty() {
        return looks.getReadOnlyProperty();
    }

    /// Why there is no list.
    ReadOnlyStringProperty failureProperty() {
        return failure.getReadOnlyProperty();
    }

    /// What went wrong with one of them.
    ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /// What was just done.
    ReadOnlyStringProperty saidProperty() {
        return said.getReadOnlyProperty();
    }
}
