package dev.vitrine.ui.filter;

import dev.vitrine.image.ImageQuery;
import dev.vitrine.ui.support.Background;
import dev.vitrine.ui.support.Settings;
import dev.vitrine.ui.support.Theme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;

/// Opens the filter's views on a made-up library, to look at: `FilterPreview DARK|LIGHT WIDTH HEIGHT [search text]`.
final class FilterPreview {
    private FilterPreview() {}

    public static void main(String[] args) {
        Application.launch(Window.class, args);
    }

    public static final class Window extends Application {
        @Override
        public void start(Stage stage) throws Exception {
            var arguments = getParameters().getRaw();
            Path folder = Files.createTempDirectory("filter-preview");
            var settings = new Settings(folder.resolve("settings.json"));
            settings.text("window.theme", "").set(arguments.get(0));
            if (arguments.size() > 3) {
                settings.text("filter.query", "").set(arguments.get(3));
            }
            var filter = new FilterViewModel(
                    ListedImages.many(48_310).library(), Background.onScreen(_ -> {}), settings, "");
            filter.saved()
                    .save(
                            "Alice in winter",
                            ImageQuery.ALL.withUsers(Set.of("alice")).withAllTags(Set.of("winter")));
            filter.saved()
                    .save(
                            "Everything of the golden gate that is no draft",
                            ImageQuery.ALL.withAllTags(Set.of("golden gate")).withNoTags(Set.of("draft")));
            var sidebar = new SidebarView(filter, new NoSidebarCommands(), Optional.empty(), Optional.empty());
            sidebar.setPrefWidth(240);
            var search = new SearchBox(filter);
            HBox.setHgrow(search, Priority.ALWAYS);
            var bar = new HBox(search);
            bar.getStyleClass().add("toolbar");
            var gallery = new Region();
            gallery.getStyleClass().add("gallery");
            gallery.setFocusTraversable(true);
            gallery.setOnMousePressed(_ -> gallery.requestFocus());
            VBox.setVgrow(gallery, Priority.ALWAYS);
            var page = new BorderPane(new VBox(new ChipsView(filter, new Label()), gallery));
            page.setLeft(sidebar);
            page.setTop(bar);
            page.getStyleClass().add("window");
            var scene = new Scene(page, Double.parseDouble(arguments.get(1)), Double.parseDouble(arguments.get(2)));
            new Theme(settings).dress(scene);
            stage.setScene(scene);
            stage.setTitle("preview");
            stage.setOnHidden(_ -> Platform.exit());
            stage.show();
        }
    }
}
