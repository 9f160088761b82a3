package dev.vitrine.ui.viewer;

import dev.vitrine.connection.AppFolders;
import dev.vitrine.connection.ConnectionProfile;
import dev.vitrine.connection.Library;
import dev.vitrine.connection.OpenOptions;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageQuery;
import dev.vitrine.service.edit.BulkEdits;
import dev.vitrine.ui.actions.BackgroundJobs;
import dev.vitrine.ui.actions.CaptionActions;
import dev.vitrine.ui.actions.ImageAction;
import dev.vitrine.ui.actions.ImageAction.Surface;
import dev.vitrine.ui.actions.ImageCommands;
import dev.vitrine.ui.actions.ImageTargets;
import dev.vitrine.ui.actions.UndoStack;
import dev.vitrine.ui.detail.DetailView;
import dev.vitrine.ui.detail.DetailViewModel;
import dev.vitrine.ui.support.Background;
import dev.vitrine.ui.support.ImageSelection;
import dev.vitrine.ui.support.Settings;
import dev.vitrine.ui.support.Theme;
import dev.vitrine.ui.support.Toasts;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.application.Application;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;

/// A window with nothing but the viewer over a detail pane, to look at both with the pictures of a library:
/// `ViewerPreview HOME LIGHT|DARK viewer|detail INDEX…`.
public final class ViewerPreview {
    private ViewerPreview() {}

    public static void main(String[] args) {
        Application.launch(Window.class, args);
    }

    public static final class Window extends Application {
        private Library library;
        private Theme theme;

        @Override
        public void start(Stage stage) {
            List<String> args = getParameters().getRaw();
            AppFolders folders = AppFolders.inOne(Path.of(args.get(0)));
            library = Library.open(OpenOptions.of(ConnectionProfile.standard(folders), folders, Optional.empty()));
            var settings = new Settings(Path.of(args.get(0)).resolve("preview.json"));
            settings.text("window.theme", args.get(1)).set(args.get(1));
            Background background = Background.onScreen(_ -> {});
            var result = library.images().search(ImageQuery.ALL.withOrder(ImageQuery.Order.TITLE));

            var viewer = new ViewerViewModel(
                    library.images(), library.thumbnails(), library.pictures(), background, settings);
            var toasts = new PrintedToasts();
            var captions = new CaptionActions(
                    new BulkEdits(library.images()),
                    new BackgroundJobs(background),
                    new UndoStack(),
                    toasts,
                    (_, _) -> true);
            var detail = new DetailViewModel(library.images(), library.thumbnails(), background, captions, toasts);
            var commands = new PrintedCommands();
            var detailView = new DetailView(detail, commands);
            detailView.setPrefWidth(320);
            var page = new BorderPane(new Region());
            page.getStyleClass().add("window");
            page.setRight(detailView);
            var scene = new Scene(
                    new StackPane(
                            page, new ViewerView(viewer, commands, back -> System.out.println("back to " + back))),
                    1280,
                    800);
            theme = new Theme(settings);
            theme.dress(scene);
            stage.setTitle("Preview");
            stage.setX(40);
            stage.setY(40);
            stage.setScene(scene);
            stage.show();
            List<Integer> places = args.stream().skip(3).map(Integer::valueOf).toList();
            if (args.get(2).equals("viewer")) {
                viewer.open(result, places.getFirst());
            } else {
                detail.selectionProperty()
                        .set(ImageSelection.of(places.stream()
                                .flatMap(at -> result.images(at, at + 1).stream())
                                .toList()));
            }
        }

        @Override
        public void stop() {
            library.close();
        }
    }

    private static final class PrintedToasts implements Toasts {
        @Override
        public void show(String text) {
            System.out.println(text);
        }

        @Override
        public void show(String text, String actionLabel, Runnable action, ObservableValue<Boolean> canAct) {
            System.out.println(text + " [" + actionLabel + "]");
        }

        @Override
        public void failure(String text, ImageException failure) {
            System.out.println("! " + text);
        }
    }

    private static final class PrintedCommands implements ImageCommands {
        @Override
        public boolean offers(ImageAction action) {
            return true;
        }

        @Override
        public void showMenu(Node owner, Point2D onScreen, ImageTargets targets, Surface place) {}

        @Override
        public void run(ImageAction action, ImageTargets targets) {
            System.out.println(action + " " + targets);
        }
    }
}
