package dev.vitrine.ui.share;

import static dev.vitrine.ui.controls.FormFields.button;
import static dev.vitrine.ui.controls.FormFields.field;
import static dev.vitrine.ui.controls.Labels.line;
import static dev.vitrine.ui.support.Messages.text;
import static dev.vitrine.ui.support.Nodes.showWhen;
import static dev.vitrine.ui.support.Nodes.styled;

import dev.vitrine.ui.controls.ChoiceBar;
import dev.vitrine.ui.controls.FormFields;
import dev.vitrine.ui.controls.Labels;
import dev.vitrine.ui.controls.RenditionFields;
import dev.vitrine.ui.share.SharePageForm.PageLifetime;
import dev.vitrine.ui.share.SharePageViewModel.PageState;
import dev.vitrine.ui.support.Icons;
import dev.vitrine.ui.support.TextSize;
import java.util.Set;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.TextField;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// The card that makes one page of several images, and then shows its link.
public final class SharePageView extends VBox {
    private final SharePageViewModel page;
    private final TextField title = new TextField();
    private final Button act = styled(new Button(), "accent");
    private final Button leave = new Button();

    public SharePageView(SharePageViewModel page) {
        this.page = page;
        setId("share-page");
        getStyleClass().add("share");
        setMaxWidth(TextSize.of(560));
        Node form = createForm();
        Node result = createResult();
        showWhen(form, is(PageState.FORM, PageState.MAKING, PageState.STOPPING));
        showWhen(result, is(PageState.MADE));
        getChildren()
                .addAll(
                        createHeading(),
                        new FormFields(form, result),
                        createProgress(),
                        line("page-hindrance", page.hindranceProperty(), "muted", "small"),
                        line("page-problem", page.problemProperty(), "problem", "small"),
                        createFoot());
    }

    /// Where one begins.
    public Node first() {
        return title;
    }

    private ObservableValue<Boolean> is(PageState... states) {
        return page.stateProperty().map(Set.of(states)::contains);
    }

    private Node createHeading() {
        Label heading = Labels.wrapped("", "large", "strong");
        heading.textProperty().bind(page.imagesProperty().map(_ -> page.heading()));
        return new VBox(4, heading, Labels.wrapped(text("page.explained"), "muted", "small"));
    }

    private Node createForm() {
        title.setId("page-title");
        title.setPromptText(text("page.title.prompt"));
        title.textProperty().bindBidirectional(page.form().titleProperty());
        var lifetime = new ChoiceBar<>(
                PageLifetime.values(),
                each -> text("page.lifetime." + each.name()),
                page.form().lifetimeProperty(),
                text("page.lifetime"));
        var form = new VBox(
                16,
                field("page.title", title),
                field("page.lifetime", lifetime),
                createPassword(),
                new RenditionFields("page.copies", page.form().copies()));
        form.disableProperty().bind(is(PageState.FORM).map(isForm -> !isForm));
        return form;
    }

    private Node createPassword() {
        CheckBox locked =
                FormFields.tick(text("page.locked"), "page-locked", page.form().lockedProperty());
        var hidden = new PasswordField();
        hidden.setId("page-password");
        var shown = new TextField();
        shown.setId("page-password-shown");
        var show = new CheckBox(text("page.password.show"));
        show.setId("page-password-show");
        for (TextField each : new TextField[] {hidden, shown}) {
            each.setPromptText(text("page.password.prompt"));
            each.setAccessibleText(text("page.password"));
            each.textProperty().bindBidirectional(page.form().passwordProperty());
            HBox.setHgrow(each, Priority.ALWAYS);
        }
        showWhen(shown, show.selectedProperty());
        showWhen(hidden, show.selectedProperty().map(isShown -> !isShown));
        page.openProperty().subscribe(_ -> show.setSelected(false));
        Button generate = button("page.password.generate", "page-password-generate", () -> {
            page.form().generatePassword();
            show.setSelected(true); // it has to be told to somebody
        });
        var typed = new VBox(
                8,
                new HBox(8, hidden, shown, generate),
                show,
                Labels.wrapped(text("page.password.note"), "small", "muted"));
        showWhen(typed, page.form().lockedProperty());
        return new VBox(8, locked, typed);
    }

    private Node createResult() {
        var link = new TextField();
        link.setId("page-link");
        link.setEditable(false);
        link.setAccessibleText(text("share.link"));
        link.textProperty().bind(page.linkProperty());
        Label end = Labels.wrapped("", "strong");
        end.setId("page-end");
        end.setGraphic(Icons.of(Feather.CLOCK));
        end.textProperty().bind(page.endProperty());
        Label cut = Labels.wrapped(text("share.cut"), "small", "muted");
        showWhen(cut, page.cutShortProperty());
        Button open = button("page.open", "page-open", page::openPage);
        Button password = button("page.password.copy", "page-password-copy", page::copyPassword);
        showWhen(password, page.form().lockedProperty());
        Label apart = Labels.wrapped(text("page.password.apart"), "small", "muted");
        showWhen(apart, page.form().lockedProperty());
        return new VBox(
                16,
                new VBox(8, link, end, cut),
                new FlowPane(8, 8, open, password),
                apart,
                QrCodeView.explained(page.codeProperty()),
                Labels.wrapped(text("page.back"), "small", "muted"));
    }

    private Node createProgress() {
        var bar = new ProgressBar();
        bar.setMaxWidth(Double.MAX_VALUE);
        bar.setAccessibleText(text("page.progress"));
        bar.progressProperty().bind(page.fractionProperty());
        Label progress = Labels.wrapped("", "small", "muted");
        progress.setId("page-progress");
        progress.textProperty()
                .bind(Bindings.createStringBinding(
                        () -> page.stateProperty().get() == PageState.STOPPING
                                ? text("page.stopping")
                                : page.progressProperty().get(),
                        page.stateProperty(),
                        page.progressProperty()));
        var box = new VBox(4, bar, progress);
        showWhen(box, is(PageState.MAKING, PageState.STOPPING));
        return new StackPane(box);
    }

    private Node createFoot() {
        Label said = Labels.wrapped("", "small", "muted");
        said.setId("page-said");
        said.textProperty().bind(page.saidProperty());
        said.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(said, Priority.ALWAYS);
        leave.setId("page-leave");
        leave.setMinWidth(Region.USE_PREF_SIZE);
        leave.textProperty()
                .bind(page.stateProperty().map(now -> text(now == PageState.MAKING ? "jobs.stop" : "share.close")));
        leave.setOnAction(_ -> page.leave());
        act.setId("page-act");
        act.setMinWidth(Region.USE_PREF_SIZE);
        act.textProperty()
                .bind(page.stateProperty().map(now -> text(now == PageState.MADE ? "page.copyLink" : "page.make")));
        act.disableProperty()
                .bind(Bindings.createBooleanBinding(
                        () -> switch (page.stateProperty().get()) {
                            case FORM -> !page.hindranceProperty().get().isEmpty();
                            case MAKING, STOPPING -> true;
                            case MADE -> false;
                        },
                        page.stateProperty(),
                        page.hindranceProperty()));
        act.setOnAction(_ -> page.copyOrMake());
        page.stateProperty().subscribe((_, now) -> {
            if (page.openProperty().get()) {
                switch (now) {
                    case MAKING, STOPPING -> leave.requestFocus();
                    case FORM, MADE -> act.requestFocus();
                }
            }
        });
        var foot = new HBox(8, said, leave, act);
        foot.setAlignment(Pos.CENTER_RIGHT);
        return foot;
    }
}
