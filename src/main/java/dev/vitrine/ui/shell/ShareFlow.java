package dev.vitrine.ui.shell;

import dev.vitrine.connection.ConnectionProfile;
import dev.vitrine.connection.Library;
import dev.vitrine.files.OperatingSystem;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.service.share.AwsCliText;
import dev.vitrine.service.share.AwsCliText.CommandShell;
import dev.vitrine.service.share.LinkRequest.Lifetime;
import dev.vitrine.service.share.Links;
import dev.vitrine.ui.actions.LibraryAct;
import dev.vitrine.ui.controls.LazyNode;
import dev.vitrine.ui.controls.Modal;
import dev.vitrine.ui.desktop.FileBrowser;
import dev.vitrine.ui.share.NoLinksView;
import dev.vitrine.ui.share.SharePageView;
import dev.vitrine.ui.share.SharePageViewModel;
import dev.vitrine.ui.share.ShareView;
import dev.vitrine.ui.share.ShareViewModel;
import dev.vitrine.ui.share.SharedPagesSheet;
import dev.vitrine.ui.share.SharedPagesViewModel;
import dev.vitrine.ui.support.Messages;
import dev.vitrine.ui.support.PictureClipboard;
import dev.vitrine.ui.support.Toasts;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.layout.Pane;

/// What can be said about images to others: links, and in a cloud library also where the originals are.
final class ShareFlow implements AutoCloseable {
    private final ShellContext context;
    private final ShareViewModel share;
    private final SharePageViewModel page;
    private final Consumer<List<ImageRecord>> export;
    private final Optional<AwsCliText> words;
    private final PictureClipboard clipboard;
    private final Toasts toasts;

    /// @param export saves copies instead, where there are no links
    ShareFlow(ShellContext context, PictureClipboard clipboard, Consumer<List<ImageRecord>> export) {
        LibrarySession session = context.session();
        this.context = context;
        this.clipboard = clipboard;
        this.export = export;
        toasts = session.toasts();
        Library library = session.library();
        words = library.profile() instanceof ConnectionProfile.Cloud(var cloud)
                ? Optional.of(new AwsCliText(cloud, CommandShell.of(OperatingSystem.current())))
                : Optional.empty();
        share = new ShareViewModel(
                library.sharing(),
                session.background(),
                context.settings(),
                clipboard,
                context.program().renditions(session.background()),
                usualLifetime(library.profile()));
        share.takesCopiesProperty().bind(context.rights().allowsProperty(LibraryAct.SHARE_COPIES));
        page = new SharePageViewModel(
                library.sharing().map(Links::pages),
                session.background(),
                context.settings(),
                context.program().renditions(session.background()),
                outside());
        page.takesCopiesProperty().bind(context.rights().allowsProperty(LibraryAct.SHARE_COPIES));
    }

    private SharedPagesViewModel.Outside outside() {
        return new SharedPagesViewModel.Outside(clipboard, FileBrowser::openPage, toasts, Clock.systemUTC());
    }

    /// As the connection has it, from `PRESIGNED_URL_EXPIRATION` for one.
    private static Lifetime usualLifetime(ConnectionProfile profile) {
        return switch (profile) {
            case ConnectionProfile.Local _, ConnectionProfile.Unusable _ -> Lifetime.HOUR;
            case ConnectionProfile.Cloud(var cloud) -> Lifetime.within(cloud.linkExpiry());
        };
    }

    private Node withLinks() {
        var view = new ShareView(share, this::sharePage);
        return Modal.card(view, share.openProperty(), view.first(), share::copyOrMake, share::close);
    }

    private Node withoutLinks() {
        var view = new NoLinksView(share, export);
        return Modal.card(view, share.openProperty(), view.first(), view::export, share::close);
    }

    /// Lists the pages that are shared, by whomever.
    void showPages() {
        LibrarySession session = context.session();
        var pages = new SharedPagesViewModel(
                session.library().sharing().orElseThrow().pages(),
                session.background(),
                context.program().dialogs(),
                outside());
        pages.takesBackProperty().bind(context.rights().allowsProperty(LibraryAct.TAKE_BACK));
        new SharedPagesSheet(pages).show(context.program().stage());
    }

    void share(List<ImageRecord> images) {
        share.open(images);
    }

    /// Where there are no links, the card of links says so.
    void sharePage(List<ImageRecord> images) {
        if (!page.open(images)) {
            share.open(images);
        }
    }

    /// False in a local library, where images have paths instead.
    boolean hasAddresses() {
        return words.isPresent();
    }

    void copyAddresses(List<ImageRecord> images) {
        copy(images, aws -> aws::address, "actions.copied.addresses");
    }

    void copyCommands(List<ImageRecord> images) {
        copy(images, aws -> aws::command, "actions.copied.commands");
    }

    private void copy(
            List<ImageRecord> images, Function<AwsCliText, Function<ImageRecord, String>> what, String reported) {
        words.ifPresent(aws -> {
            clipboard.putText(images.stream().map(what.apply(aws)).collect(Collectors.joining("\n")));
            toasts.show(Messages.text(reported, images.size()));
        });
    }

    /// The card comes up over the page when it is asked for.
    void cover(Pane window) {
        LazyNode.over(window, share.openProperty(), () -> share.hasLinks() ? withLinks() : withoutLinks());
        LazyNode.over(window, page.openProperty(), () -> {
            var view = new SharePageView(page);
            return Modal.card(view, page.openProperty(), view.first(), page::copyOrMake, page::leave);
        });
    }

    @Override
    public void close() {
        share.close();
        page.close();
    }
}
