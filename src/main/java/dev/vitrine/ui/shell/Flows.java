package dev.vitrine.ui.shell;

import dev.vitrine.ui.actions.TransferPrice;
import dev.vitrine.ui.desktop.SystemClipboard;

/// The ways into the library and out of it.
record Flows(
        UploadFlow uploads,
        DownloadFlow downloads,
        ShareFlow sharing,
        ArchiveFlow archive,
        MoveFlow moves,
        TimeFlow times,
        LibraryCopyFlow libraryCopies)
        implements AutoCloseable {
    static Flows of(ShellContext context) {
        var downloads = new DownloadFlow(
                context.session().downloads(),
                context.settings(),
                context.program().dialogs(),
                context.session().background(),
                context.program().renditions(context.session().background()),
                TransferPrice.of(context.session().library()));
        return new Flows(
                new UploadFlow(context),
                downloads,
                new ShareFlow(context, new SystemClipboard(), downloads::export),
                new ArchiveFlow(context),
                new MoveFlow(context),
                new TimeFlow(context),
                new LibraryCopyFlow(context));
    }

    @Override
    public void close() {
        uploads.close();
        sharing.close();
        archive.close();
    }
}
