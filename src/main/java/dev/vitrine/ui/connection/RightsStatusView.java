package dev.vitrine.ui.connection;

import static dev.vitrine.ui.support.Messages.text;
import static dev.vitrine.ui.support.Nodes.styled;

import dev.vitrine.ui.actions.LibraryAct;
import dev.vitrine.ui.actions.LibraryRights;
import dev.vitrine.ui.controls.LineWrap;
import dev.vitrine.ui.support.Icons;
import dev.vitrine.ui.support.TextSize;
import java.util.Set;
import javafx.scene.control.CustomMenuItem;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.feather.Feather;

/// Stands in the status bar as long as something is not allowed in this library: what, why, and a look whether it is
/// allowed by now.
public final class RightsStatusView extends MenuButton {
    private final LibraryRights rights;
    private final Label reasons = new Label() {
        /// A menu asks for a height that goes with no width.
        @Override
        protected double computePrefHeight(double width) {
            return super.computePrefHeight(width < 0 ? getPrefWidth() : width);
        }
    };
    private final Tooltip tip = new Tooltip();
    private final MenuItem again = new MenuItem(text("rights.again"), Icons.of(Feather.REFRESH_CW));

    public RightsStatusView(LibraryRights rights) {
        this.rights = rights;
        getStyleClass().addAll("flat", "small", "rights-status");
        setId("rights-status");
        setMaxWidth(TextSize.of(460)); // the rest is in its menu, and in its tooltip
        setMnemonicParsing(false);
        setGraphic(Icons.of(Feather.EYE));
        LineWrap.of(tip);
        tip.setMaxWidth(TextSize.of(480));
        setTooltip(tip);
        LineWrap.of(reasons);
        reasons.setPrefWidth(TextSize.of(420));
        reasons.setMinHeight(Region.USE_PREF_SIZE);
        reasons.getStyleClass().add("rights-reasons");
        var explained = styled(new CustomMenuItem(reasons, false), "explained");
        again.setId("rights-again");
        again.disableProperty().bind(rights.lookingProperty());
        again.setOnAction(_ -> rights.lookAgain());
        getItems().setAll(explained, again);
        managedProperty().bind(visibleProperty());
        rights.lostProperty().subscribe(lost -> show(lost));
    }

    private void show(Set<LibraryAct> lost) {
        setVisible(!LibraryAct.text(lost).isEmpty());
        setText(rights.summary());
        again.setVisible(!rights.isForThisMachine());
        reasons.setText(rights.explanation());
        tip.setText(rights.sentence());
        setAccessibleText(rights.sentence());
    }
}
