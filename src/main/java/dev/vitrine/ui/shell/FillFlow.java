package dev.vitrine.ui.shell;

import dev.vitrine.connection.CloudFeatures;
import dev.vitrine.service.archive.AwsPrices;
import dev.vitrine.service.fill.FactsFill;
import dev.vitrine.service.fill.FillOutcome;
import dev.vitrine.service.fill.FillPlan;
import dev.vitrine.ui.actions.LibraryAct;
import dev.vitrine.ui.support.Format;
import dev.vitrine.ui.support.Messages;
import java.util.Optional;

/// Reads camera, lens and exposure of images whose rows do not say them: tells what there is to read and what that
/// costs, and does it in the background. Stopped, it goes on the next time.
final class FillFlow {
    private final ShellContext context;

    FillFlow(ShellContext context) {
        this.context = context;
    }

    void readCameras() {
        if (!context.rights().allowsOrTells(LibraryAct.EDIT)) {
            return;
        }
        LibrarySession session = context.session();
        FactsFill fill = session.library().cameraFill();
        session.jobs()
                .run(
                        Messages.text("cameras.planning"),
                        _ -> fill.plan(),
                        plan -> ask(fill, plan),
                        session.toasts()::failure);
    }

    private void ask(FactsFill fill, FillPlan plan) {
        LibrarySession session = context.session();
        String archived = plan.unread() > 0 ? " " + Messages.text("cameras.archived", plan.unread()) : "";
        if (plan.images() == 0) {
            session.toasts().show(Messages.text("cameras.none") + archived);
            return;
        }
        Optional<AwsPrices> prices = session.library().cloud().flatMap(CloudFeatures::prices);
        String price = prices.map(known -> " "
                        + Messages.text(
                                "cameras.price",
                                Format.dollars(plan.cost(known)),
                                Format.dollars(plan.maxCost(known)),
                                known.region(),
                                known.asOf()))
                .orElse("");
        String size = session.library().cloud().isPresent()
                ? " " + Messages.text("cameras.size", Format.bytes(plan.bytes()), Format.bytes(plan.maxBytes()))
                : "";
        if (context.program()
                .dialogs()
                .agree(
                        Messages.text("cameras.title", plan.images()),
                        Messages.text("cameras.plan") + size + price + archived + " " + Messages.text("cameras.stop"),
                        Messages.text("cameras.act", plan.images()))) {
            String label = Messages.text("cameras.label");
            session.jobs().run(label, fill::run, outcome -> report(label, outcome), session.toasts()::failure);
        }
    }

    private void report(String label, FillOutcome outcome) {
        context.session()
                .toasts()
                .show(Messages.text(
                        outcome.isWhole() ? "cameras.done" : "cameras.stopped", outcome.filled(), outcome.silent()));
        context.session().jobs().skip(label, outcome.failed());
    }
}
