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

/// Fills in what rows do not say although it can be read: tells what there is to read and what that costs, and does it
/// in the background. Stopped, it goes on the next time.
record FillFlow(ShellContext context) {
    /// Camera, lens and exposure, out of originals.
    void readCameras() {
        fill(context.session().library().cameraFill(), "cameras.");
    }

    /// What look-alikes are found by, out of previews.
    void hashPreviews() {
        fill(context.session().library().hashFill(), "looks.");
    }

    /// @param key the beginning of the keys of what is said
    private void fill(FactsFill fill, String key) {
        if (!context.rights().allowsOrTells(LibraryAct.EDIT)) {
            return;
        }
        LibrarySession session = context.session();
        session.runJob(Messages.text(key + "planning"), _ -> fill.plan(), plan -> ask(fill, plan, key));
    }

    private void ask(FactsFill fill, FillPlan plan, String key) {
        LibrarySession session = context.session();
        String unread = unread(key, plan.unread());
        if (plan.images() == 0) {
            session.toasts().show(Messages.text(key + "none") + unread);
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
                        Messages.text(key + "title", plan.images()),
                        Messages.text(key + "plan") + size + price + unread + " " + Messages.text("cameras.stop"),
                        Messages.text(key + "act", plan.images()))) {
            String label = Messages.text(key + "label");
            session.runJob(label, fill::run, outcome -> report(label, outcome, key));
        }
    }

    private void report(String label, FillOutcome outcome, String key) {
        String done = Messages.text(key + (outcome.isWhole() ? "done" : "stopped"), outcome.filled(), outcome.silent());
        context.session().toasts().show(done + unread(key, outcome.unread()));
        context.session().jobs().skip(label, outcome.failed());
    }

    private static String unread(String key, int images) {
        return images == 0 ? "" : " " + Messages.text(key + "unread", images);
    }
}
