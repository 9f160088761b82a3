package dev.vitrine.ui.share;

import static dev.vitrine.ui.support.Messages.text;
import static dev.vitrine.ui.support.Nodes.styled;

import dev.vitrine.image.ImageRecord;
import dev.vitrine.ui.controls.FormFields;
import dev.vitrine.ui.controls.Labels;
import dev.vitrine.ui.support.TextSize;
import java.util.List;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/// The card for a library in a folder: why there are no links, and what one can do instead.
public final class NoLinksView extends VBox {
    private final ShareViewModel share;
    private final Consumer<List<ImageRecord>> export;
    private final Button save = styled(new Button(text("share.local.export")), "accent");

    /// @param export saves copies, with or without locations
    public NoLinksView(ShareViewModel share, Consumer<List<ImageRecord>> export) {
        this.share = share;
        this.export = export;
        setId("share-local");
        setMaxWidth(TextSize.of(480));
        Label title = Labels.wrapped(share.imagesProperty().map(_ -> share.heading()), "large", "strong");
        Label explained = Labels.wrapped(text("share.local.explained"));
        getChildren().addAll(title, new FormFields(explained), createFoot());
    }

    private Node createFoot() {
        var close = new Button(text("share.close"));
        close.setOnAction(_ -> share.close());
        save.setId("share-export");
        save.setOnAction(_ -> export());
        var foot = new HBox(8, close, save);
        foot.setAlignment(Pos.CENTER_RIGHT);
        return foot;
    }

    /// Where one begins.
    public Node first() {
        return save;
    }

    /// What Enter does.
    public void export() {
        List<ImageRecord> images = share.imagesProperty().get();
        share.close();
        export.accept(images);
    }
}
