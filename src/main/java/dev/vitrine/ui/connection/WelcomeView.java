package dev.vitrine.ui.connection;

import static dev.vitrine.ui.support.Messages.text;
import static dev.vitrine.ui.support.Nodes.styled;

import dev.vitrine.ui.controls.Labels;
import dev.vitrine.ui.controls.LineWrap;
import dev.vitrine.ui.support.Icons;
import dev.vitrine.ui.support.TextSize;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// What a person sees who starts the program for the first time: three places where pictures can live, and what each
/// means. Enter takes the first.
public final class WelcomeView extends ScrollPane {
    private static final double WIDTH = 560;

    private final Button local;

    public WelcomeView(ConnectionsViewModel connections) {
        getStyleClass().add("welcome");
        setFitToWidth(true);
        setFitToHeight(true);
        setFocusTraversable(false);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        Label title = Labels.of(text("welcome.title"), "huge", "strong");
        Label question = Labels.of(text("welcome.question"), "muted");
        LineWrap.of(question);
        local = way(Feather.HARD_DRIVE, "welcome.local", connections::chooseLocal);
        local.setId("welcome-local");
        local.setDefaultButton(true);
        Button aws = way(Feather.CLOUD, "welcome.aws", connections::createOnAws);
        aws.setId("welcome-aws");
        Button server = way(Feather.SERVER, "welcome.server", connections::createOnServer);
        server.setId("welcome-server");
        Label later = Labels.wrapped(text("welcome.later"), "small", "muted");
        var ways = styled(new VBox(local, aws, server), "ways");
        var page = styled(new VBox(title, question, ways, later), "page");
        page.setMaxWidth(TextSize.of(WIDTH));
        var middle = new HBox(page);
        middle.setAlignment(Pos.CENTER);
        HBox.setHgrow(page, Priority.ALWAYS);
        setContent(middle);
    }

    /// The focus belongs on the way that most take.
    @Override
    public void requestFocus() {
        local.requestFocus();
    }

    private static Button way(Feather icon, String key, Runnable go) {
        String name = text(key);
        String meaning = text(key + ".means");
        Label title = Labels.of(name, "strong");
        LineWrap.of(title);
        Label means = Labels.wrapped(meaning, "small", "muted");
        var words = styled(new VBox(title, means), "words");
        HBox.setHgrow(words, Priority.ALWAYS);
        var line = styled(new HBox(Icons.of(icon), words, Icons.of(Feather.CHEVRON_RIGHT)), "line");
        line.setAlignment(Pos.CENTER_LEFT);
        var button = new WayButton(line);
        button.setAccessibleText(name);
        button.setAccessibleHelp(meaning);
        button.setOnAction(_ -> go.run());
        return button;
    }

    /// As wide as the page, and then as tall as its words need: other buttons ask what they show for one long line.
    private static final class WayButton extends Button {
        private final HBox line;

        WayButton(HBox line) {
            super(null, line);
            this.line = line;
            getStyleClass().add("way");
            setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
            setMaxWidth(Double.MAX_VALUE);
            setMinHeight(USE_PREF_SIZE);
            line.prefWidthProperty().bind(widthProperty().map(width -> width.doubleValue() - sides()));
        }

        private double sides() {
            return snappedLeftInset() + snappedRightInset();
        }

        @Override
        public Orientation getContentBias() {
            return Orientation.HORIZONTAL;
        }

        @Override
        protected double computePrefHeight(double width) {
            double inside = Math.max(0, (width < 0 ? getWidth() : width) - sides());
            return snappedTopInset() + line.prefHeight(inside) + snappedBottomInset();
        }
    }
}
