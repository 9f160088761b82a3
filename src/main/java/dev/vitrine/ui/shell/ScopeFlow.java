package dev.vitrine.ui.shell;

import dev.vitrine.connection.CloudFeatures;
import dev.vitrine.service.mirror.MirrorScope;
import dev.vitrine.ui.connection.ScopeButton;
import dev.vitrine.ui.connection.ScopeSheet;
import dev.vitrine.ui.connection.ScopeTexts;
import dev.vitrine.ui.connection.SyncStatusViewModel;
import dev.vitrine.ui.gallery.GalleryStates;
import dev.vitrine.ui.support.Messages;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.scene.Node;

/// Which images of a cloud library are on this machine: says so, and lets people choose. What they choose is
/// stored when the library is left to be opened again, which is done at once: one that is open would notice it.
record ScopeFlow(ShellContext context, CloudFeatures cloud, SyncStatusViewModel sync) {
    /// Nothing where all images are searched.
    Stream<Node> status() {
        return cloud.mirror().scope().isAll()
                ? Stream.empty()
                : Stream.of(new ScopeButton(cloud.mirror().scope(), this::choose));
    }

    /// Where there is nothing of the chosen users, who may be called otherwise.
    Optional<GalleryStates.WayOut> whenEmpty() {
        MirrorScope part = cloud.mirror().scope();
        return part.isAll()
                ? Optional.empty()
                : Optional.of(new GalleryStates.WayOut(
                        ScopeTexts.empty(part), Messages.text("gallery.empty.part.choose"), this::choose));
    }

    void choose() {
        new ScopeSheet(cloud.mirror().scope(), sync.costOfMillion())
                .ask(context.program().stage())
                .ifPresent(scope ->
                        context.connections().openAgain(() -> cloud.choose().accept(scope)));
    }
}
