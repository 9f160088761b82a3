package dev.vitrine.ui.connection;

import static dev.vitrine.ui.support.Messages.text;

import dev.vitrine.service.mirror.MirrorScope;
import dev.vitrine.ui.controls.LineWrap;
import dev.vitrine.ui.support.Icons;
import dev.vitrine.ui.support.TextSize;
import javafx.scene.control.Button;
import javafx.scene.control.Tooltip;
import org.kordamp.ikonli.feather.Feather;

/// Says in the status bar that only some images are searched, and which; a click chooses others.
public final class ScopeButton extends Button {
    private static final double WIDTH = 320;

    public ScopeButton(MirrorScope scope, Runnable choose) {
        super(ScopeTexts.sentence(scope), Icons.of(Feather.FILTER));
        getStyleClass().addAll("flat", "small");
        setId("mirror-scope");
        setMnemonicParsing(false);
        setMaxWidth(TextSize.of(WIDTH));
        var tip = new Tooltip(text("sync.scope.tip", getText()));
        LineWrap.of(tip);
        tip.setMaxWidth(TextSize.of(480));
        setTooltip(tip);
        setAccessibleText(tip.getText());
        setOnAction(_ -> choose.run());
    }
}
