package dev.vitrine.cli;

import dev.vitrine.connection.Connection;
import dev.vitrine.connection.ConnectionCheck;
import dev.vitrine.connection.ConnectionCheck.SetupPlan;
import dev.vitrine.connection.ConnectionProfile;
import dev.vitrine.image.ImageException;
import dev.vitrine.store.Permission;
import dev.vitrine.store.Permission.Outcome;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Makes what a cloud library lacks, after saying what that is, and tries every permission out.
@Command(name = "setup")
final class SetupCommand extends LibraryCommand {
    @Option(names = "--yes")
    private boolean yes;

    @Option(names = "--keep-versions")
    private boolean keepVersions;

    @Option(names = "--check")
    private boolean checkOnly;

    @Override
    public Integer call() {
        Connection connection = choice.connection(context.connections());
        if (!(connection.profile() instanceof ConnectionProfile.Cloud(var settings))) {
            throw new ImageException.Invalid(CommandTexts.of("setup.local", connection.place()));
        }
        choice.askForCode(context);
        try (ConnectionCheck check = ConnectionCheck.open(settings, connection.signingKeys())) {
            List<String> planned = make(check);
            List<Permission> permissions = check.test(permission -> say(CommandTexts.of(
                    "setup.tick." + CommandTexts.name(permission.outcome()),
                    CommandTexts.name(permission.ability()).replace('_', ' '),
                    permission.reason())));
            if (json.isWanted()) {
                print(planned, permissions);
            }
            boolean works = permissions.stream().noneMatch(permission -> permission.outcome() == Outcome.MISSING);
            return (works ? ExitCode.DONE : ExitCode.DENIED).number();
        }
    }

    private List<String> make(ConnectionCheck check) {
        SetupPlan found = check.look();
        List<String> planned = keepVersions
                ? Stream.concat(found.planned().stream(), found.options().stream())
                        .toList()
                : found.planned();
        planned.forEach(step -> say(CommandTexts.of("setup.planned", step)));
        if (planned.isEmpty()) {
            say(CommandTexts.of("setup.complete"));
        } else if (!checkOnly) {
            Confirmation.require(terminal, yes, CommandTexts.of("setup.sure", planned.size()), "setup.nothing");
            check.setUp(planned, step -> say(CommandTexts.of("setup.made", step)));
        }
        return planned;
    }

    private void print(List<String> planned, List<Permission> permissions) {
        var answer = new LinkedHashMap<String, Object>();
        answer.put(checkOnly ? "missing" : "made", planned);
        answer.put("permissions", permissions.stream().map(SetupCommand::fields).toList());
        JsonAnswer.print(terminal, answer);
    }

    private static Map<String, Object> fields(Permission permission) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("ability", CommandTexts.name(permission.ability()));
        fields.put("outcome", CommandTexts.name(permission.outcome()));
        if (!permission.reason().isEmpty()) {
            fields.put("reason", permission.reason());
        }
        return fields;
    }
}
