package dev.vitrine.ui.upload;

import dev.vitrine.image.Facets;
import dev.vitrine.image.Facets.Count;
import dev.vitrine.service.upload.item.UploadItem.Cause;
import dev.vitrine.service.upload.item.UploadItem.UploadState;
import dev.vitrine.ui.support.Background;
import dev.vitrine.ui.support.Settings;
import dev.vitrine.ui.support.Theme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.scene.Scene;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;

/// Opens the upload views to look at: `UploadPreview DARK|LIGHT WIDTH HEIGHT list|form|drop|many|done [files to
/// upload…]`.
final class UploadPreview {
    private UploadPreview() {}

    public static void main(String[] args) {
        Application.launch(Window.class, args);
    }

    public static final class Window extends Application {
        @Override
        public void start(Stage stage) throws Exception {
            var arguments = getParameters().getRaw();
            var settings =
                    new Settings(Files.createTempDirectory("upload-preview").resolve("settings.json"));
            settings.text("window.theme", "").set(arguments.get(0));
            var uploads = new UploadListViewModel(uploads(arguments.get(3)), Background.onScreen(_ -> {}));
            var list =
                    new UploadListView(uploads, () -> System.out.println("receipts"), () -> System.out.println("hide"));
            list.setPrefHeight(320);
            var status = new HBox(new UploadStatusView(uploads, () -> System.out.println("toggle")));
            status.getStyleClass().add("status");
            var form = new UploadFormViewModel(
                    (request, asked) -> System.out.println(request + " " + asked),
                    () -> new Facets(0, 0, 0, users(), tags(), List.of(), List.of(), List.of(), Map.of()),
                    Background.onScreen(_ -> {}),
                    new UploadFormViewModel.Start(
                            new SimpleStringProperty("alice"),
                            new SimpleStringProperty(""),
                            new SimpleStringProperty(""),
                            new SimpleBooleanProperty()),
                    new DropMetadataViewModel(
                            new SimpleBooleanProperty(true), new SimpleBooleanProperty(), Background.immediate()));
            var page = new BorderPane(new Region());
            page.setBottom(new BorderPane(list, null, null, status, null));
            page.getStyleClass().add("window");
            var root = new StackPane(page);
            root.getChildren()
                    .addAll(
                            new UploadFormView(form),
                            new DropOverlay(root, files -> form.open(UploadRequest.ofFiles(files)), () -> ""));
            var scene = new Scene(root, Double.parseDouble(arguments.get(1)), Double.parseDouble(arguments.get(2)));
            new Theme(settings).dress(scene);
            stage.setScene(scene);
            stage.setTitle("preview");
            stage.setOnHidden(_ -> Platform.exit());
            stage.show();
            switch (arguments.get(3)) {
                case "form" ->
                    form.open(UploadRequest.ofFiles(
                                    arguments.stream().skip(4).map(Path::of).toList())
                            .tagged(List.of("trip")));
                case "drop" -> root.lookup("#drop-overlay").setVisible(true);
                default -> {}
            }
        }

        private static MadeUpUploads uploads(String what) {
            var uploads = new MadeUpUploads();
            return switch (what) {
                case "many" ->
                    uploads.add(37, UploadState.DONE)
                            .add(4, UploadState.SENDING)
                            .add(99_959, UploadState.WAITING);
                case "done" -> uploads.add(118, UploadState.DONE).add(2, UploadState.DUPLICATE);
                default ->
                    uploads.add(37, UploadState.DONE)
                            .add(2, UploadState.DUPLICATE)
                            .add(1, UploadState.CANCELLED)
                            .add(1, UploadState.HASHING)
                            .add(3, UploadState.SENDING)
                            .add(73, UploadState.WAITING)
                            .add("notes.txt", UploadState.REFUSED, Cause.NOT_AN_IMAGE, "This is text, not an image.")
                            .add(
                                    "a very long name of a photograph that somebody gave to it in the year two thousand and twelve, final version (3).jpg",
                                    UploadState.REFUSED,
                                    Cause.NOT_AN_IMAGE,
                                    "This file is empty.")
                            .add(
                                    "IMG_9001.jpg",
                                    UploadState.FAILED,
                                    Cause.SOURCE_GONE,
                                    "The file is not there any more: /media/card/DCIM/IMG_9001.jpg")
                            .add(
                                    "IMG_9002.jpg",
                                    UploadState.FAILED,
                                    Cause.LIBRARY,
                                    "The disk of the library is full. Free some space, then try again.");
            };
        }

        private static List<Count<String>> users() {
            return Stream.of("alice", "alina", "bob")
                    .map(name -> new Count<>(name, 3))
                    .toList();
        }

        private static List<Count<String>> tags() {
            return Stream.of("trip", "travel", "trees", "sea")
                    .map(name -> new Count<>(name, 3))
                    .toList();
        }
    }
}
