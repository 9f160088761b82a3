package dev.vitrine.ui.share;

import static dev.vitrine.ui.controls.FormFields.field;
import static dev.vitrine.ui.controls.Labels.line;
import static dev.vitrine.ui.support.Messages.text;
import static dev.vitrine.ui.support.Nodes.showWhen;
import static dev.vitrine.ui.support.Nodes.styled;

import dev.vitrine.image.ImageRecord;
import dev.vitrine.service.share.LinkRequest.Lifetime;
import dev.vitrine.service.share.LinkRequest.Purpose;
import dev.vitrine.service.share.LinkText;
import dev.vitrine.ui.controls.ChoiceBar;
import dev.vitrine.ui.controls.FormFields;
import dev.vitrine.ui.controls.Labels;
import dev.vitrine.ui.controls.RenditionFields;
import dev.vitrine.ui.support.Icons;
import dev.vitrine.ui.support.RenditionViewModel.CopyKind;
import dev.vitrine.ui.support.TextSize;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// The card with links to one or several images.
public final class ShareView extends VBox {
    private final ShareViewModel share;
    private final Consumer<List<ImageRecord>> asPage;
    private final Button copy = styled(new Button(), "accent");

    /// @param asPage shares images as one page instead
    public ShareView(ShareViewModel share, Consumer<List<ImageRecord>> asPage) {
        this.share = share;
        this.asPage = asPage;
        setId("share");
        getStyleClass().add("share");
        setMaxWidth(TextSize.of(560));
        getChildren()
                .addAll(
                        createHeading(),
                        new FormFields(createWishes(), createCopies(), createRemoval(), createResult()),
                        line("share-problem", share.problemProperty(), "problem", "small"),
                        createFoot());
    }

    /// What Enter does.
    public Node first() {
        return copy;
    }

    private Node createHeading() {
        var title = Labels.wrapped("", "large", "strong");
        title.textProperty().bind(share.imagesProperty().map(_ -> share.heading()));
        title.setMinHeight(Region.USE_PREF_SIZE);
        var page = styled(new Hyperlink(text("share.asPage")), "small");
        page.setId("share-as-page");
        page.setOnAction(_ -> {
            List<ImageRecord> images = share.imagesProperty().get();
            share.close();
            asPage.accept(images);
        });
        return new VBox(4, title, Labels.wrapped(text("share.explained"), "muted", "small"), page);
    }

    private Node createWishes() {
        var lifetime = new ChoiceBar<>(
                Lifetime.values(),
                each -> text("share.lifetime." + each.name()),
                share.lifetimeProperty(),
                text("share.lifetime"));
        var purpose = new ChoiceBar<>(
                Purpose.values(),
                each -> text("share.purpose." + each.name()),
                share.purposeProperty(),
                text("share.purpose"));
        return new VBox(16, field("share.lifetime", lifetime), field("share.purpose", purpose));
    }

    private Node createCopies() {
        var copies = new RenditionFields("share.copies", share.copies());
        copies.disableProperty().bind(share.takesCopiesProperty().not());
        return copies;
    }

    private Node createRemoval() {
        var removal = new CheckBox(text("share.remove"));
        removal.setId("share-remove");
        removal.selectedProperty().bindBidirectional(share.withoutMetadataProperty());
        Label note = Labels.wrapped(text("share.remove.note"), "small", "muted");
        removal.setAccessibleHelp(note.getText());
        showWhen(note, share.withoutMetadataProperty());
        removal.disableProperty().bind(share.takesCopiesProperty().not());
        Label refused = Labels.wrapped(text("share.remove.refused"), "small", "muted");
        showWhen(refused, share.takesCopiesProperty().not());
        CheckBox captions = FormFields.tick(text("share.captions"), "share-captions", share.withCaptionProperty());
        showWhen(captions, share.ofCopiesProperty());
        var isOriginal = share.copies().kindProperty().map(kind -> kind == CopyKind.ORIGINAL);
        var cleaned = styled(new VBox(removal, note), "field");
        showWhen(cleaned, isOriginal);
        return styled(new VBox(cleaned, captions, refused), "field");
    }

    private Node createResult() {
        var one = new TextField();
        one.setId("share-link");
        one.setEditable(false);
        one.textProperty().bind(share.textProperty());
        one.setAccessibleText(text("share.link"));
        var many = new TextArea();
        many.setId("share-links");
        many.setEditable(false);
        many.setPrefRowCount(6);
        many.textProperty().bind(share.textProperty());
        many.setAccessibleText(text("share.links"));
        var formats = field(
                "share.format",
                new ChoiceBar<>(
                        LinkText.values(),
                        each -> text("share.format." + each.name()),
                        share.formatProperty(),
                        text("share.format")));
        var several = new VBox(16, formats, many);
        ObservableValue<Boolean> isOne = share.imagesProperty().map(shared -> shared.size() == 1);
        showWhen(one, isOne);
        showWhen(several, isOne.map(single -> !single));
        Label end = Labels.wrapped("", "strong");
        end.setId("share-end");
        end.setGraphic(Icons.of(Feather.CLOCK));
        end.textProperty().bind(share.endProperty());
        Label cut = Labels.wrapped(text("share.cut"), "small", "muted");
        showWhen(cut, share.madeProperty().map(made -> made.cutShort()));
        var words = new VBox(8, one, several, end, cut);
        HBox.setHgrow(words, Priority.ALWAYS);
        var result = new VBox(16, words, QrCodeView.explained(share.codeProperty()));
        showWhen(result, share.madeProperty().map(made -> !made.links().isEmpty()));
        return new StackPane(result, createWaiting());
    }

    private Node createWaiting() {
        var indicator = new ProgressIndicator();
        indicator.setMaxSize(20, 20);
        Label progress = Labels.wrapped("", "muted");
        progress.textProperty().bind(share.progressProperty());
        var box = new HBox(8, indicator, progress);
        box.setAlignment(Pos.CENTER_LEFT);
        showWhen(
                box,
                share.busyProperty()
                        .flatMap(busy -> share.madeProperty()
                                .map(made -> busy && made.links().isEmpty())));
        return box;
    }

    private Node createFoot() {
        Label said = Labels.wrapped("", "small", "muted");
        said.setId("share-said");
        said.textProperty().bind(share.saidProperty());
        said.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(said, Priority.ALWAYS);
        var close = new Button(text("share.close"));
        close.setOnAction(_ -> share.close());
        copy.setId("share-copy");
        copy.setMinWidth(Region.USE_PREF_SIZE);
        close.setMinWidth(Region.USE_PREF_SIZE);
        copy.textProperty()
                .bind(Bindings.createStringBinding(
                        () -> text(
                                hasFailed() ? "dialogs.again" : makes() ? "share.make" : "share.copy",
                                share.imagesProperty().get().size()),
                        share.madeProperty(),
                        share.problemProperty(),
                        share.ofCopiesProperty(),
                        share.imagesProperty()));
        copy.disableProperty()
                .bind(Bindings.createBooleanBinding(
                        () -> share.busyProperty().get()
                                || makes()
                                        && !share.copies()
                                                .problemProperty()
                                                .get()
                                                .isEmpty()
                                || !makes()
                                        && share.madeProperty().get().links().isEmpty(),
                        share.busyProperty(),
                        share.madeProperty(),
                        share.problemProperty(),
                        share.ofCopiesProperty(),
                        share.copies().problemProperty()));
        copy.setOnAction(_ -> share.copyOrMake());
        var foot = new HBox(8, said, close, copy);
        foot.setAlignment(Pos.CENTER_RIGHT);
        return foot;
    }

    private boolean makes() {
        return hasFailed()
                || share.ofCopiesProperty().get()
                        && share.madeProperty().get().links().isEmpty();
    }

    private boolean hasFailed() {
        return !share.problemProperty().get().isEmpty()
                && share.madeProperty().get().links().isEmpty();
    }
}
